//! Small runs, drawn.
//!
//! ```text
//! 0..9 runs that task   m runs, for no task   f runs without a GIL   - waits for the GIL   i waits for I/O
//! c waits for a core    s starts              x copies               . is idle
//! g collects garbage    w stands still for that
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
                    main 0000000000000000000011111111111111111111222222222222222222223333333333333333333
            threads 402.5 ms
                    main --s----.........................................................................
                worker-1 0--------00-0------0---0--0-0--0-----0--0---0-0-------0-00----0--0-----0--00----
                worker-2  11-1-1-1---------1--1--1-----1--------------1-1---1--------1--1---1-1--1---1-1-
                worker-3   -2----------2-2---2-2------2---22-2-2---2-----2-2-2------2-2--2-2------2---2-2
                worker-4      3-3---3-3-3-3-------3-3----3--3---3-3-3-----3---3-3--3---------3-3---......
            asyncio 400.5 ms
              event loop 00000000000000000000111111111111111111112222222222222222222233333333333333333333
            processes 112.5 ms
                    main ss....................
                worker-1  s00000000000000000000
                worker-2  s11111111111111111111
                worker-3   22222222222222222222
                worker-4   33333333333333333333
                 manager   ....................
                  feeder   ....................
            interpreters 150.7 ms
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
            threads 181.7 ms
                    main -----ss--------------ssssssssssssssssssssssssssss...............................
                worker-1 00---------------------000--00-----00---00---------00...........................
                worker-2   11111--111--11---------------------------------11--11.........................
                worker-3      --22----------2222---22--222----225------555------55--555--55--55---5......
                worker-4             33-------------------33-------33-------------33---33--33............
                worker-5                 444-------------------------44------------------------444-444444
                worker-6                      ----------------------------...............................
        "#]],
    );
}

#[test]
fn waits_overlap_but_python_does_not() {
    check(
        "w=mixed&show=threads,asyncio,free-threads",
        expect![[r#"
            threads 214.5 ms
                    main ----ss-----m-----....................................................------.....
                worker-1 00-----------00----0iiiii-00--000iiiii----000--0iiiii-00--00----iiiii...........
                worker-2   1111--1iiii--1111-1iiiii---------11--11-----------1iiiii------111-------1iiiii
                worker-3     --22-22iiiii-------22---22--iiiii--------22-22---2iiiii--222-------22iiiii..
                worker-4             3--------33--3iiii---33--33--3iiii----33----33--3iiiii-3333--3iiiii.
            asyncio 213.8 ms
              event loop 000001111122223333300000111122222333330000111112222333330000011112222233333iiiii
            free-threads 105.6 ms
                    main c......................................
                worker-1 fffffiiiiifffffiiiiifffffiiiifffffiiiii
                worker-2 fffffiiiiifffffiiiiifffffiiiifffffiiiii
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
            threads 100.6 ms
                    main c...................
                worker-1 ffffffffffffffffffff
                worker-2 ffffffffffffffffffff
                worker-3 ffffffffffffffffffff
                worker-4 ffffffffffffffffffff
            asyncio 400.5 ms
              event loop ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff
            processes 112.5 ms
                    main ss....................
                worker-1  sffffffffffffffffffff
                worker-2  sffffffffffffffffffff
                worker-3   ffffffffffffffffffff
                worker-4   ffffffffffffffffffff
                 manager   ....................
                  feeder   ....................
        "#]],
    );
}

#[test]
fn data_goes_through_one_feeder_and_one_manager() {
    check(
        "w=data&show=threads,processes,interpreters",
        expect![[r#"
            threads 241.8 ms
                    main ----s-------....................................................................
                worker-1 00--------------0--00----------00-----00----0--00---00-------00---00-00--.......
                worker-2   111--11--1--11--------------1----11---11---------1---------------------11--1-1
                worker-3     -22----------------2--22-----22--2-----------22-----2--22--2-------22--22-2.
                worker-4          33-33----3--33-33--33------------33-33-------33-33-----33--3...........
            processes 160.0 ms
                    main sss..................................................
                worker-1   s..xxxxx00000000000000000000xxi....................
                worker-2   s.....xxxxxx1111111111111111111xxiiii..............
                worker-3    s........xxxxx22222222222222222222xiiiiii.........
                worker-4    s...........xxxxx33333333333333333333xiiiiiiii....
                 manager    .............................xxxxxxxxxxxxxxxxxxxxx
                  feeder    xxiixiixxixxi.....................................
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
            processes 162.3 ms
                    main ssssssssssssssssssssssssssssss..................................................
                worker-1                             ..0000000000000000000000000000000000000000000000000.
                worker-2                             s.1111111111111111111111111111111111111111111111111.
                worker-3                              s2222222222222222222222222222222222222222222222222.
                worker-4                               s3333333333333333333333333333333333333333333333333
                 manager                             --..................................................
                  feeder                             --..................................................
                 tracker ssssssssssssssssssssss..........................................................
        "#]],
    );
}

#[test]
fn two_cores_are_shared_by_turns() {
    check(
        "cpu=12&cores=2&workers=4&show=processes,free-threads",
        expect![[r#"
            processes 37.5 ms
                    main ssssssssssssssscssssssscc.......................................................
                worker-1            sssss..........000000000cccccc0000000cccccc000000ccccccc000..........
                worker-2                sssss........1111111111111ccccccc111111cccccc1111111cccccccccc...
                worker-3                     sssss..........222222ccccccc222222cccccc2222222ccc2222222...
                worker-4                        sssss.......cccccc3333333cccccc333333ccccccc3333333333333
                 manager                          .......................................................
                  feeder                          sccccccccc.............................................
            free-threads 26.4 ms
                    main sccccccssssss...........................................
                worker-1 fffffffffffffcccccccffffffcccccccffffffccccccfff........
                worker-2 sffffffccccccfffffffccccccfffffffccccccffffffcccccccff..
                worker-3        ffffffcccccccffffffccccccfffffffccccccfffffffccff
                worker-4        ccccccfffffffccccccffffffcccccccffffffcccffffffff
        "#]],
    );
}

#[test]
fn a_pool_of_two_takes_tasks_in_order() {
    check(
        "tasks=6&workers=2&cpu=20&show=threads,free-threads",
        expect![[r#"
            threads 121.0 ms
                    main -------........................----.........-....................-..............
                worker-1 0000----------000----000----000-------3333-------333----333----3355555-555555555
                worker-2     1111111111---1112---2222---2222222----2244444---4444---4444-------4.........
            free-threads 65.1 ms
                    main ...........................................
                worker-1 fffffffffffffffffffffffffffffffffffffffffff
                worker-2 fffffffffffffffffffffffffffffffffffffffffff
        "#]],
    );
}
