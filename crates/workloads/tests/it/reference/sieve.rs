//! Primes by trial division.

use super::fold_all;

/// Odd numbers in a segment, whose count and places make one word.
const SEGMENT: u32 = 24 * 1024;
const SEGMENTS: u32 = 16;

pub(crate) fn unit(variant: u32) -> u64 {
    let divisors: Vec<u32> = (3..2600).filter(|n| n % 2 == 1 && is_prime(*n, &odd_divisors())).collect();
    fold_all((0..SEGMENTS).map(|segment| {
        let low = (variant * SEGMENTS + segment) * 2 * SEGMENT + 1;
        let places = (0..SEGMENT).filter(|place| is_prime(low + 2 * place, &divisors));
        let (count, sum) = places.fold((0, 0), |(count, sum), place| (count + 1, sum + u64::from(place)));
        (count << 32) + sum
    }))
}

/// Whether an odd number is prime, given all odd primes (and perhaps more odd numbers) up to its square root, ascending.
fn is_prime(n: u32, divisors: &[u32]) -> bool {
    if n == 1 {
        return false;
    }
    for &divisor in divisors {
        if divisor * divisor > n {
            return true;
        }
        if n.is_multiple_of(divisor) {
            return false;
        }
    }
    panic!("{n} is beyond the divisors given")
}

fn odd_divisors() -> Vec<u32> {
    (3..60).step_by(2).collect()
}

/// OEIS A006880: there are 168 primes below a thousand, the even one included.
#[test]
fn there_are_168_primes_below_a_thousand() {
    assert_eq!((1..1000).step_by(2).filter(|n| is_prime(*n, &odd_divisors())).count() + 1, 168);
}
