//! What the host keeps for one instance of a component.

use crate::guest_log::GuestLog;
use crate::key_value::KeyValueStore;
use crate::outbound::Outbound;
use crate::sockets;
use crate::sqlite::Database;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use wasmtime::component::ResourceTable;
use wasmtime::{StoreLimits, StoreLimitsBuilder};
use wasmtime_wasi::{HostWallClock, WasiCtx, WasiCtxView, WasiView};
use wasmtime_wasi_http::{WasiHttpCtx, WasiHttpCtxView, WasiHttpView};

/// Everything that the manifest grants to one component. Its dependencies share it.
pub struct Grants {
    pub component: String,
    pub databases: BTreeMap<String, Arc<Database>>,
    pub stores: BTreeMap<String, Arc<KeyValueStore>>,
    pub variables: BTreeMap<String, String>,
    pub environment: BTreeMap<String, String>,
    pub outbound_hosts: Vec<String>,
    /// How many bytes of memory an instance may use.
    pub memory: usize,
    /// Added to the time that components see. Zero but in development.
    pub clock_offset_seconds: i64,
}

/// The state of one instance.
pub struct Guest {
    pub grants: Arc<Grants>,
    pub table: ResourceTable,
    pub limits: StoreLimits,
    wasi: WasiCtx,
    http: WasiHttpCtx,
    outbound: Outbound,
}

impl Guest {
    /// The state of a new instance.
    pub fn new(grants: &Arc<Grants>) -> Self {
        let mut wasi = WasiCtx::builder();
        wasi.stdout(GuestLog::new(&grants.component, "stdout"))
            .stderr(GuestLog::new(&grants.component, "stderr"));
        sockets::allow(&mut wasi, grants);
        for (name, value) in &grants.environment {
            wasi.env(name, value);
        }
        if grants.clock_offset_seconds != 0 {
            wasi.wall_clock(ShiftedClock(grants.clock_offset_seconds));
        }
        Self {
            wasi: wasi.build(),
            http: WasiHttpCtx::new(),
            outbound: Outbound::new(grants),
            table: ResourceTable::new(),
            limits: StoreLimitsBuilder::new()
                .memory_size(grants.memory)
                .trap_on_grow_failure(false)
                .build(),
            grants: Arc::clone(grants),
        }
    }
}

impl WasiView for Guest {
    fn ctx(&mut self) -> WasiCtxView<'_> {
        WasiCtxView {
            ctx: &mut self.wasi,
            table: &mut self.table,
        }
    }
}

impl WasiHttpView for Guest {
    fn http(&mut self) -> WasiHttpCtxView<'_> {
        WasiHttpCtxView {
            hooks: &mut self.outbound,
            table: &mut self.table,
            ctx: &mut self.http,
        }
    }
}

/// A wall clock that is ahead or behind, so that a demonstration can show what happens tomorrow.
struct ShiftedClock(i64);

impl HostWallClock for ShiftedClock {
    fn resolution(&self) -> Duration {
        Duration::from_nanos(1)
    }

    fn now(&self) -> Duration {
        let now = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .unwrap_or_default();
        let shift = Duration::from_secs(self.0.unsigned_abs());
        if self.0 < 0 {
            now.saturating_sub(shift)
        } else {
            now + shift
        }
    }
}
