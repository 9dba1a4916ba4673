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
                    main ---sss--ss----------............................................................
                worker-1 0-0--0-000--------0--0---0-0--------0-0-0-0--0-0--------0---0---0-----------....
                worker-2  1-11-------1-1----11-1-1-1-1--1-----------1------1---1----------1-1-1-1--......
                worker-3    ---2---------2------2-----2---2----------2----2-2-2---2----2---2---2-2-222222
                worker-4         --3--3-3-3------------3-3-33-3-3-3----3-3---3--3--33-3-3----3----3--....
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
            interpreters 150.6 ms
                    main c.............................
                worker-1 ssssssssss00000000000000000000
                worker-2 ssssssssss11111111111111111111
                worker-3 ssssssssss22222222222222222222
                worker-4 ssssssssss33333333333333333333
            free-threads 108.6 ms
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
            threads 181.5 ms
                    main -------sssssss-----ssss----------------------------------.......................
                worker-1 00---00-----00--0000000---------33---33-----33--33---------333--3...............
                worker-2   111--11111-----------11----------------------------------------1111--.........
                worker-3        -------22----------2222-----------222------222---------22................
                worker-4                    ------s....-----------------------55--------------55555555555
                worker-5                               44--444--44-----44-------4444.....................
        "#]],
    );
}

#[test]
fn waits_overlap_but_python_does_not() {
    check(
        "w=mixed&show=threads,asyncio,free-threads",
        expect![[r#"
            threads 227.0 ms
                    main ------ss----....................................................................
                worker-1 00--00--------0iiii--00--0------0iiii-000----0iiii---0000---0iiiii-.............
                worker-2   11--11iiiii-----111-----11iiii-11111iiii-11-111-iiiii---------................
                worker-3       --22-----22iiiii------22-------------------22iiii--22-----222iiii22222iiii
                worker-4           3333---3iiii-33-----33----iiiii33--------33iiiii-3-333iiiii...........
            asyncio 213.8 ms
              event loop 00000111122223333300001111122223333000001111222223333000011111222233333iiii
            free-threads 105.5 ms
                    main c....................................
                worker-1 fffffiiiifffffiiiiiffffiiiiifffffiiii
                worker-2 fffffiiiifffffiiiiiffffiiiiifffffiiii
                worker-3 fffffiiiifffffiiiiiffffiiiiifffffiiii
                worker-4 fffffiiiifffffiiiiiffffiiiiifffffiiii
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
            threads 100.6 ms
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
                    main -----ssssss---sss----------------...............................................
                worker-1 00--0----00-00000-------------0----00-----0--00---------0--------------0........
                worker-2   11-1111----------11--1-------1111--1--11-11--11---1...........................
                worker-3      ------2--------------22----------22---------2---------22--2--22--2-22--2222
                worker-4               ---33--33-33--33--------------------33-333-33--33-33--3-----33-...
            processes 156.6 ms
                    main ss..................................................
                worker-1  ...xxxxx00000000000000000000xxi....................
                worker-2  s.....xxxxx11111111111111111111xxiiii..............
                worker-3   ........xxxxxx2222222222222222222xxiiiiii.........
                worker-4   s...........xxxxx33333333333333333333xiiiiiiii....
                 manager   .............................xxxxxxxxxxxxxxxxxxxxx
                  feeder   xxixxiixiixxi.....................................
            interpreters 111.5 ms
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
            free-threads 27.3 ms
                    main sccccccs..........................................................
                worker-1 fffffffccccccccffffffffcccccccfffffffcccccccffffffffccfff.........
                worker-2 sffffffffffffffccccccccfffffffcccccccfffffffccccccccff............
                worker-3         fffffffcccccccfffffffccccccccfffffffcccccccffffffffff.....
                worker-4         cccccccfffffffcccccccffffffffcccccccfffffffccccccfffffffff
        "#]],
    );
}

#[test]
fn a_pool_of_two_takes_tasks_in_order() {
    check(
        "tasks=6&workers=2&cpu=20&show=threads,free-threads",
        expect![[r#"
            threads 121.0 ms
                    main -----------......------------------.............--------.....--.................
                worker-1 0000---0000000000----222----222-------2222---2224---4444444-------4444---44.....
                worker-2     111----------1111---1111---1113333----333----333-------3355555----555--55555
            free-threads 65.1 ms
                    main ...........................................
                worker-1 fffffffffffffffffffffffffffffffffffffffffff
                worker-2 fffffffffffffffffffffffffffffffffffffffffff
        "#]],
    );
}
