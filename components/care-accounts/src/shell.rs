//! Care accounts on Spin.

use web::{Reply, Request};

web::spin_service!(answer, unread);

/// There is no page here: what is no call is a machine's question whether we are ready.
fn unread(_status: u16) -> String {
    "This request cannot be read.\n".to_owned()
}

async fn answer(request: Request) -> Reply {
    crate::answer(&request)
}
