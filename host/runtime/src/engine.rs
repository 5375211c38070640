//! wasmtime, set up once: memory from a pool, and a clock that stops loops.

use crate::bindings::spin;
use crate::guest::Guest;
use crate::key_value::{self, KeyValue};
use crate::sqlite::{self, Sqlite};
use crate::variables::{self, Variables};
use anyhow::Result;
use std::time::Duration;
use wasmtime::component::Linker;
use wasmtime::{Config, Engine, InstanceAllocationStrategy, PoolingAllocationConfig};

/// How many instances of all components there may be at once.
pub const MOST_INSTANCES: u32 = 192;
/// How often a component that computes lets others go on.
const TICK: Duration = Duration::from_millis(10);

/// The engine.
pub fn engine() -> Result<Engine> {
    let mut pool = PoolingAllocationConfig::new();
    pool.total_component_instances(MOST_INSTANCES)
        .total_core_instances(MOST_INSTANCES * 40)
        .total_memories(MOST_INSTANCES * 4)
        .total_tables(MOST_INSTANCES * 16)
        .total_stacks(MOST_INSTANCES * 4)
        .max_core_instances_per_component(200)
        .max_memories_per_component(20)
        .max_tables_per_component(100)
        .max_component_instance_size(4 << 20)
        .max_core_instance_size(4 << 20)
        .table_elements(100_000)
        .max_memory_size(256 << 20)
        .max_unused_warm_slots(32)
        .linear_memory_keep_resident(128 << 10)
        .table_keep_resident(16 << 10);

    let mut config = Config::new();
    config
        .wasm_component_model_async(true)
        .epoch_interruption(true)
        .memory_reservation(256 << 20)
        .memory_guard_size(32 << 20)
        .allocation_strategy(InstanceAllocationStrategy::Pooling(pool));
    let engine = Engine::new(&config)?;

    let ticked = engine.weak();
    std::thread::Builder::new()
        .name("epoch".into())
        .spawn(move || {
            while let Some(engine) = ticked.upgrade() {
                engine.increment_epoch();
                drop(engine);
                std::thread::sleep(TICK);
            }
        })?;
    Ok(engine)
}

/// Everything that a component may import. What it is granted is decided before it gets here.
pub fn linker(engine: &Engine) -> Result<Linker<Guest>> {
    let mut linker = Linker::new(engine);
    wasmtime_wasi::p2::add_to_linker_async(&mut linker)?;
    wasmtime_wasi::p3::add_to_linker(&mut linker)?;
    wasmtime_wasi_http::p2::add_only_http_to_linker_async(&mut linker)?;
    wasmtime_wasi_http::p3::add_to_linker(&mut linker)?;
    spin::sqlite::sqlite::add_to_linker::<_, Sqlite>(&mut linker, sqlite::View::new)?;
    spin::variables::variables::add_to_linker::<_, Variables>(&mut linker, variables::View::new)?;
    spin::key_value::key_value::add_to_linker::<_, KeyValue>(&mut linker, key_value::View::new)?;
    Ok(linker)
}
