//! These pages on Spin: the wall that they ask through, and the clock.

mod directory;
mod walls;

use web::{Reply, Request};

pub(crate) mod wit {
    spin_sdk::wit_bindgen::generate!({
        inline: "package front-door:staff-people;
            world imports {
                import front-door:openid-connect/sign-in@0.1.0;
                import front-door:staff-access/settings@0.2.0;
                import front-door:staff-access/sessions@0.2.0;
                import front-door:staff-access/sign-in@0.2.0;
                import front-door:staff-access/people@0.2.0;
                import front-door:staff-access/upkeep@0.2.0;
            }",
        path: ["../../wit/types", "../../wit/openid-connect", "../../wit/staff-access"],
        world: "front-door:staff-people/imports",
        runtime_path: "::spin_sdk::wit_bindgen::rt",
        generate_all,
    });
}

web::spin_service!(answer, unread);

/// The page for a request that could not be read.
fn unread(status: u16) -> String {
    staff_pages::unread(crate::screens::PREFIX, status)
}

async fn answer(request: Request) -> Reply {
    // Whoever looks gets a page, whatever the operator has set; `/readyz` says what is wrong.
    let _ = walls::choose_authority().await;
    crate::answer(&walls::Walls, request, web::now()).await
}
