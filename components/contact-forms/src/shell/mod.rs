//! The forms on Spin: the walls that they ask through, and the clock.

mod authority;
mod convert;
mod forms;
mod fresh;
mod rules;
mod uploads;
mod walls;

use vocabulary::Instant;
use web::{Pieces, Reply, Request};

pub(crate) mod wit {
    spin_sdk::wit_bindgen::generate!({
        inline: "package front-door:contact-forms;
            world imports {
                import front-door:case-store/settings@0.3.0;
                import front-door:case-store/contacts@0.3.0;
                import front-door:case-store/drafts@0.3.0;
                import front-door:case-store/afterwards@0.3.0;
                import front-door:case-store/forms@0.3.0;
                import front-door:case-store/rules@0.3.0;
                import front-door:case-store/maintenance@0.3.0;
                import front-door:staff-access/sessions@0.1.0;
                import front-door:referral-routing/routing@0.1.0;
                import front-door:upload-store/receiving@0.1.0;
                import front-door:address-lookup/addresses@0.1.0;
            }",
        path: [
            "../../wit/types",
            "../../wit/case-store",
            "../../wit/staff-access",
            "../../wit/referral-routing",
            "../../wit/upload-store",
            "../../wit/address-lookup",
        ],
        world: "front-door:contact-forms/imports",
        runtime_path: "::spin_sdk::wit_bindgen::rt",
        generate_all,
    });
}

web::spin_service!(answer, unread, answer_with_files);

/// The page for a request that could not be read.
fn unread(status: u16) -> String {
    pages::unread_page(crate::screens::PREFIX, status)
}

async fn answer(request: Request) -> Reply {
    let now = ready().await;
    crate::answer(&walls::Walls, request, now).await
}

/// A page that is sent with files is read as it comes.
async fn answer_with_files(request: Request, body: &mut impl Pieces) -> Reply {
    let now = ready().await;
    crate::answer_with_files(&walls::Walls, request, body, now).await
}

/// The time, once it is known whose pages these are.
async fn ready() -> Instant {
    // Whoever is in need gets a page, whatever the operator has set; `/readyz` says what is wrong.
    let _ = authority::choose().await;
    let since_1970 = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap_or_default();
    Instant::from_unix(i64::try_from(since_1970.as_secs()).unwrap_or_default())
}
