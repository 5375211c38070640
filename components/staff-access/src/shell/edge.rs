//! What comes from outside the store: the operator's settings and the connection.

database::spin_store! {
    component: "staff-access",
    database: "staff",
    keys: [index_key, bootstrap_token],
    faults: super::wall::exports::front_door::staff_access::faults::Fault
}
