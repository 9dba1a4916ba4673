//! What every job promises, whatever its kernel.

use workloads::{Form, Job, Kernel, Progress, expected, run_block};

/// The checksum of a job run to its end, and how many steps that took.
fn run(job: &mut Job) -> (u64, u32) {
    for steps in 1.. {
        if let Progress::Done(checksum) = job.step() {
            return (checksum, steps);
        }
    }
    unreachable!("the loop has no end but the job's")
}

#[test]
fn steps_and_one_block_give_the_expected_checksum() {
    for kernel in Kernel::ALL {
        for units in [0, 1, 2, 9, 17] {
            let want = expected(kernel, units);
            assert_eq!(run(&mut Job::new(kernel, units)).0, want, "{kernel:?}, {units} units");
            assert_eq!(run_block(kernel, units), want, "{kernel:?}, {units} units");
        }
    }
}

#[test]
fn both_forms_give_the_expected_checksum() {
    for (kernel, form) in Kernel::ALL.iter().flat_map(|&kernel| Form::ALL.map(|form| (kernel, form))) {
        for units in [0, 1, 2, 9] {
            let want = expected(kernel, units);
            assert_eq!(run(&mut Job::in_form(kernel, form, units)).0, want, "{kernel:?}, {form:?}, {units}");
            assert_eq!(Job::in_form(kernel, form, units).run(), want, "{kernel:?}, {form:?}, {units}");
        }
    }
}

#[test]
fn a_unit_takes_at_least_four_steps_and_always_as_many() {
    for (kernel, form) in Kernel::ALL.iter().flat_map(|&kernel| Form::ALL.map(|form| (kernel, form))) {
        let one = run(&mut Job::in_form(kernel, form, 1)).1;
        assert!(one >= 4, "{kernel:?}, {form:?}: {one} steps");
        assert_eq!(run(&mut Job::in_form(kernel, form, 10)).1, 10 * one, "{kernel:?}, {form:?}");
    }
}

#[test]
fn interleaved_jobs_do_not_disturb_each_other() {
    let mut jobs: Vec<_> = Kernel::ALL.iter().chain(&Kernel::ALL).map(|&k| (k, Job::new(k, 2))).collect();
    while jobs.iter_mut().map(|(_, job)| job.step()).filter(|p| *p == Progress::More).count() > 0 {}
    for (kernel, job) in &mut jobs {
        assert_eq!(job.step(), Progress::Done(expected(*kernel, 2)), "{kernel:?}");
    }
}

#[test]
fn a_job_may_go_on_on_another_thread() {
    for kernel in Kernel::ALL {
        let mut job = Job::new(kernel, 2);
        assert_eq!(job.step(), Progress::More, "{kernel:?}");
        let there = std::thread::spawn(move || run(&mut job).0);
        assert_eq!(there.join().unwrap(), expected(kernel, 2), "{kernel:?}");
    }
}

#[test]
fn a_finished_job_stays_finished() {
    for kernel in Kernel::ALL {
        let mut job = Job::new(kernel, 1);
        let (checksum, _) = run(&mut job);
        assert_eq!(job.step(), Progress::Done(checksum), "{kernel:?}");
        assert_eq!(job.units_done(), 1, "{kernel:?}");
    }
}

#[test]
fn checksums_tell_kernels_and_numbers_of_units_apart() {
    let mut all: Vec<_> =
        Kernel::ALL.iter().flat_map(|&k| (1..40).map(move |units| expected(k, units))).collect();
    let before = all.len();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), before);
}
