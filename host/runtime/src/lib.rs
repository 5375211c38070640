//! Runs the components of a Spin manifest on wasmtime, embedded.
