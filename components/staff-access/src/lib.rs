//! Staff, machines, roles, sessions and lock-out.
