//! Workers beside the pool: web workers of the engine's own (`js/children.js`), ended when they are dropped.

use live::staff::{Birth, Child, Staff, Thread};
use live::world::PoolJob;
use model::Bytes;
use std::sync::{Mutex, PoisonError};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// What a memory grows by.
const PAGE_BYTES: u64 = 65_536;

#[wasm_bindgen(raw_module = "./children.js")]
extern "C" {
    #[wasm_bindgen(js_name = startChild)]
    fn start_child(module: JsValue, pages: u32) -> u32;
    #[wasm_bindgen(js_name = startThread)]
    fn start_thread(module: JsValue, memory: JsValue) -> u32;
    #[wasm_bindgen(js_name = sendChild)]
    fn send_child(child: u32, bytes: &[u8]);
    #[wasm_bindgen(js_name = runThread)]
    fn run_thread(thread: u32, job: u32);
    #[wasm_bindgen(js_name = hasNews)]
    fn has_news(child: u32) -> bool;
    #[wasm_bindgen(js_name = receiveChild)]
    fn receive_child(child: u32) -> Option<Vec<u8>>;
    #[wasm_bindgen(js_name = deathOf)]
    fn death_of(child: u32) -> Option<String>;
    #[wasm_bindgen(js_name = endChild)]
    fn end_child(child: u32);
    #[wasm_bindgen(js_name = endThread)]
    fn end_thread(thread: u32);
}

/// Jobs that hired threads are about to take, each by its number: their memory is this one.
static JOBS: Mutex<Vec<Option<PoolJob>>> = Mutex::new(Vec::new());

/// Starts web workers.
pub(super) struct Workers;

impl Staff for Workers {
    fn child(&self, birth: Birth, memory: Bytes) -> Box<dyn Child> {
        let module = match birth {
            Birth::Process => JsValue::UNDEFINED,
            Birth::Interpreter => wasm_bindgen::module(),
        };
        Box::new(WorkerChild(start_child(module, memory.0.div_ceil(PAGE_BYTES) as u32)))
    }

    fn thread(&self) -> Box<dyn Thread> {
        Box::new(WorkerThread(start_thread(wasm_bindgen::module(), wasm_bindgen::memory())))
    }
}

struct WorkerChild(u32);

impl Child for WorkerChild {
    fn send(&self, message: &[u8]) {
        send_child(self.0, message);
    }

    fn has_news(&self) -> bool {
        has_news(self.0)
    }

    fn receive(&self) -> Option<Result<Vec<u8>, String>> {
        receive_child(self.0).map(Ok).or_else(|| death_of(self.0).map(Err))
    }
}

impl Drop for WorkerChild {
    fn drop(&mut self) {
        end_child(self.0);
    }
}

struct WorkerThread(u32);

impl Thread for WorkerThread {
    fn is_up(&self) -> Result<bool, String> {
        death_of(self.0).map_or_else(|| Ok(has_news(self.0)), Err)
    }

    fn run(&self, job: PoolJob) {
        let mut jobs = JOBS.lock().unwrap_or_else(PoisonError::into_inner);
        let number = jobs.iter().position(Option::is_none).unwrap_or(jobs.len());
        if number == jobs.len() {
            jobs.push(None);
        }
        jobs[number] = Some(job);
        run_thread(self.0, number as u32);
    }
}

impl Drop for WorkerThread {
    fn drop(&mut self) {
        end_thread(self.0);
    }
}

/// Runs the job of that number on this thread, which was hired for it.
#[wasm_bindgen(js_name = runJob)]
#[expect(unreachable_pub, reason = "scripts reach it")]
pub fn run_job(number: u32) {
    let mut jobs = JOBS.lock().unwrap_or_else(PoisonError::into_inner);
    let job = jobs.get_mut(number as usize).and_then(Option::take);
    drop(jobs);
    if let Some(job) = job {
        job();
    }
}
