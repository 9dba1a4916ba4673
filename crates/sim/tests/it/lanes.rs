//! Small runs, drawn.
//!
//! ```text
//! 0..9 runs that task   m runs, for no task   f runs without a GIL   - waits for the GIL   i waits for I/O
//! c waits for a core    s starts              x copies               . is idle
//! ```

use crate::support::draw;
use expect_test::{Expect, expect};

fn check(link: &str, expected: Expect) {
    expected.assert_eq(&draw(link, 80));
}

#[test]
fn the_default_race() {
    check(
        "",
        expect![[r#"
            sequential 400.0 ms
                    main 00000000000000000000111111111111111111112222222222222222222233333333333333333333
            threads 402.4 ms
                    main -------.........................................................................
                worker-1 0-0-0-0-0--0------0-0---0-0--------0-0---0-0-----0---0-0--0--0---...............
                worker-2  1-----1-1------1--1-1---1--1--1-11-----1-1---1-1-----------1---------111-1-1...
                worker-3    2---------2-2-------2---2-2---------2----2-----2-2---------2-2-2-2----2-2-222
                worker-4      3------3-3--3----3-------3-3---3-3------3-3---3--3-33-3---3-3-3-3-.........
            asyncio 400.5 ms
              event loop 00000000000000000000111111111111111111112222222222222222222233333333333333333333
            processes 108.4 ms
                    main s.....................
                worker-1 s00000000000000000000.
                worker-2  11111111111111111111.
                worker-3  22222222222222222222.
                worker-4  s33333333333333333333
                 manager  .....................
                  feeder  .....................
            interpreters 150.7 ms
                    main c.............................
                worker-1 ssssssssss00000000000000000000
                worker-2 ssssssssss11111111111111111111
                worker-3 ssssssssss22222222222222222222
                worker-4 ssssssssss33333333333333333333
            free-threads 108.7 ms
                    main c.....................
                worker-1 fffffffffffffffffffff.
                worker-2 ffffffffffffffffffffff
                worker-3 ffffffffffffffffffffff
                worker-4 ffffffffffffffffffffff
        "#]],
    );
}

/// Every start takes the GIL twice: the newcomer to say that it runs, and then main, against them all.
#[test]
fn starting_threads_beside_busy_ones() {
    check(
        "tasks=6&cpu=30&show=threads",
        expect![[r#"
            threads 181.7 ms
                    main --------------------------......................................................
                worker-1 00---00--000--00-----------------00-------------------------00..................
                worker-2   111-------------------------111--------------------11------------1111--111--..
                worker-3        22----------22--222--22-------222----22..................................
                worker-4             33----------------------------33-----33-------33--33--3.............
                worker-5                 444--------------------------------44--444-------------44---4444
                worker-6                      55---55-------55---55----55----------------55..............
        "#]],
    );
}

#[test]
fn waits_overlap_but_python_does_not() {
    check(
        "w=mixed&show=threads,asyncio,free-threads",
        expect![[r#"
            threads 214.4 ms
                    main ----------------................................................................
                worker-1 00--00--0iiii-----00-00iiiii---00----00--0iiii-00--00--0iiii-...................
                worker-2   11-----11iiiii--------111--------1iiiii----11------11-iiiii--11--11----1iiii..
                worker-3       22---222---------2iiii-22--22-2iiiii222----22----iiiii-22--22--2iiiii.....
                worker-4               3333--3iiii--33----------33-iiiii----------3333iiiii----333-3iiiii
            asyncio 213.8 ms
              event loop 000001111122223333300000111122222333330000111112222233330000011111222233333iiiii
            free-threads 105.6 ms
                    main c......................................
                worker-1 fffffiiiiifffffiiiiifffffiiiifffffiiiii
                worker-2 fffffiiiiifffffiiiiifffffiiiiffffffiiii
                worker-3 fffffiiiiifffffiiiiifffffiiiiifffffiiii
                worker-4 fffffiiiiifffffiiiiifffffiiiiifffffiiii
        "#]],
    );
}

#[test]
fn what_mostly_waits_needs_no_parallelism() {
    check(
        "w=io&tasks=6&show=sequential,threads,asyncio",
        expect![[r#"
        sequential 605.4 ms
                main iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii
        threads 106.9 ms
                main -.............
            worker-1 iiiiiiiiiiiii.
            worker-2 iiiiiiiiiiiiii
            worker-3 iiiiiiiiiiiiii
            worker-4 3iiiiiiiii3iii
            worker-5  iiiiiiiiiiiii
            worker-6  iiiiii5iiiiii
        asyncio 107.2 ms
          event loop 3ii0iii5ii3iii
    "#]],
    );
}

#[test]
fn c_code_drops_the_gil() {
    check(
        "w=c&show=threads,asyncio,processes",
        expect![[r#"
        threads 100.7 ms
                main c...................
            worker-1 ffffffffffffffffffff
            worker-2 ffffffffffffffffffff
            worker-3 ffffffffffffffffffff
            worker-4 ffffffffffffffffffff
        asyncio 400.5 ms
          event loop ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff
        processes 108.4 ms
                main s.....................
            worker-1 sffffffffffffffffffff.
            worker-2  ffffffffffffffffffff.
            worker-3  ffffffffffffffffffff.
            worker-4  sffffffffffffffffffff
             manager  .....................
              feeder  .....................
    "#]],
    );
}

#[test]
fn data_goes_through_one_feeder_and_one_manager() {
    check(
        "w=data&show=threads,processes,interpreters",
        expect![[r#"
            threads 241.7 ms
                    main ------------....................................................................
                worker-1 00--0--00--0--00-00-----------0--00-----00--0------------00--0..................
                worker-2   11--------11--1---------11---11--11-----11---11---11--1--------11--1..........
                worker-3      22--------------22-22------------22-----22--22-------------2------22-222222
                worker-4          33--------33--3----33-------3-------------3--33---33-33---33-3--3......
            processes 156.6 ms
                    main ss..................................................
                worker-1  ...xxxxx00000000000000000000xxi....................
                worker-2  s.....xxxxx11111111111111111111xxiiii..............
                worker-3   ........xxxxxx2222222222222222222xxiiiiii.........
                worker-4   s...........xxxxx33333333333333333333xiiiiiiii....
                 manager   .............................xxxxxxxxxxxxxxxxxxxxx
                  feeder   xxixxiixiixxi.....................................
            interpreters 111.6 ms
                    main c....................................
                worker-1 sssssssssssssssss00000000000000000000
                worker-2 sssssssssssssssss11111111111111111111
                worker-3 sssssssssssssssss22222222222222222222
                worker-4 sssssssssssssssss33333333333333333333
        "#]],
    );
}

#[test]
fn a_forkserver_boots_first_and_starts_workers_as_they_are_needed() {
    check(
        "py=3.14&show=processes",
        expect![[r#"
            processes 158.0 ms
                    main ssssssssssssssssssssssssssss...................................................-
                worker-1                           s..00000000000000000000000000000000000000000000000000.
                worker-2                            s.11111111111111111111111111111111111111111111111111.
                worker-3                             .22222222222222222222222222222222222222222222222222.
                worker-4                             s333333333333333333333333333333333333333333333333333
                 manager                           ---..................................................x
                  feeder                           --s...................................................
        "#]],
    );
}

#[test]
fn two_cores_are_shared_by_turns() {
    check(
        "cpu=12&cores=2&workers=4&show=processes,free-threads",
        expect![[r#"
            processes 33.0 ms
                    main ssssssssssssssssc...............................................................
                worker-1     ssss..........0000000000ccccccc00000000ccccccc0000000cccccccc0000...........
                worker-2         ssss.........11111111111111cccccccc1111111ccccccc11111111cccccccccccc...
                worker-3             sssss...........2222222cccccccc2222222ccccccc2222222ccccc22222222...
                worker-4                 sssss.......ccccccc33333333ccccccc3333333ccccccc33333c3333333333
                 manager                  0...................................................x..........
                  feeder                  .cccccccccc....................................................
            free-threads 26.4 ms
                    main scccccccsssssss.................................................
                worker-1 fffffffffffffffcccccccffffffffcccccccfffffffccccccccff..........
                worker-2  fffffffcccccccfffffffccccccccfffffffcccccccffffffffcccccccff...
                worker-3         fffffffcccccccffffffffcccccccfffffffcccccccffffffffccfff
                worker-4         cccccccfffffffccccccccfffffffcccccccfffffffcccffffffffff
        "#]],
    );
}

#[test]
fn a_pool_of_two_takes_tasks_in_order() {
    check(
        "tasks=6&workers=2&cpu=20&show=threads,free-threads",
        expect![[r#"
            threads 121.0 ms
                    main -----------................---------------.............--------.................
                worker-1 0000---0000------0000---0003---3333---3333333----334----444-------4444---4444-44
                worker-2     111----111111----111----222----222-------2222---2225---5555555----555----5..
            free-threads 65.2 ms
                    main ...........................................
                worker-1 fffffffffffffffffffffffffffffffffffffffffff
                worker-2 fffffffffffffffffffffffffffffffffffffffffff
        "#]],
    );
}
