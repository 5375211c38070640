//! Care accounts on Spin.

use web::{Reply, Request};

web::spin_service!(answer, unread);

/// The page for a request that could not be read.
fn unread(status: u16) -> String {
    pages::unread_page(crate::screens::PREFIX, status)
}

async fn answer(request: Request) -> Reply {
    crate::routes::without_stores(&request)
}
