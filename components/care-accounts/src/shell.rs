//! Care accounts on Spin: the walls that they ask through, and the clock.

mod convert;
mod identities;
mod walls;

use web::{Pieces, Reply, Request};

use crate::api::import;

pub(crate) mod wit {
    spin_sdk::wit_bindgen::generate!({
        inline: "package front-door:care-accounts;
            world imports {
                import front-door:accounts-store/settings@0.1.0;
                import front-door:accounts-store/importing@0.1.0;
                import front-door:accounts-store/access@0.1.0;
                import front-door:accounts-store/mine@0.1.0;
                import front-door:accounts-store/statements@0.1.0;
                import front-door:accounts-store/desk@0.1.0;
                import front-door:accounts-store/upkeep@0.1.0;
                import front-door:openid-connect/sign-in@0.1.0;
                import front-door:staff-access/sessions@0.2.0;
            }",
        path: ["../../wit/types", "../../wit/accounts-store", "../../wit/openid-connect", "../../wit/staff-access"],
        world: "front-door:care-accounts/imports",
        runtime_path: "::spin_sdk::wit_bindgen::rt",
        generate_all,
    });
}

web::spin_service!(answer, unread | import::is_import => take);

/// The page for a request that could not be read.
fn unread(status: u16) -> String {
    pages::unread_page(crate::screens::PREFIX, status)
}

/// A file of another system, read as it comes.
async fn take(request: Request, body: &mut impl Pieces) -> Reply {
    import::answer(&walls::Walls, &request, body, web::now())
        .await
        .unwrap_or_else(web::Problem::into_reply)
}

async fn answer(request: Request) -> Reply {
    // Whoever looks gets a page, whatever the operator has set; `/readyz` says what is wrong.
    let _ = walls::choose_authority().await;
    crate::answer(&walls::Walls, request, web::now()).await
}
