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
            worker-1 0-0-0-0-0-0-------0-0---0-0-------0-0----0-0-----0---0-0-0--0----...............
            worker-2  1-----1-1------1--1-1---1--1--1-1------1-1---1-1----------1--------1-111-1.....
            worker-3    2---------2-2-------2---2-2---------2----2-----2-2--------2-22--2-----2-22222
            worker-4      3-----33-3--3----3-------3-3--3-33------3-3---3--3-3-3---3--33--3-.........
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
            worker-1 ffffffffffffffffffffff
            worker-2 ffffffffffffffffffffff
            worker-3 ffffffffffffffffffffff
            worker-4 ffffffffffffffffffffff
    "#]],
    );
}
