//! The rules on Spin: the walls that they are asked through, and the clock.

mod convert;
mod deciding;
mod walls;

use web::{Pieces, Reply, Request};

pub(crate) mod wit {
    spin_sdk::wit_bindgen::generate!({
        inline: "package front-door:routing-rules;
            world imports {
                import front-door:case-store/settings@0.4.0;
                import front-door:case-store/rule-versions@0.4.0;
                import front-door:case-store/maintenance@0.4.0;
                import front-door:referral-routing/routing@0.2.0;
                import front-door:referral-routing/review@0.2.0;
                import front-door:staff-access/sessions@0.2.0;
            }",
        path: [
            "../../wit/types",
            "../../wit/case-store",
            "../../wit/referral-routing",
            "../../wit/staff-access",
        ],
        world: "front-door:routing-rules/imports",
        runtime_path: "::spin_sdk::wit_bindgen::rt",
        generate_all,
    });
}

web::spin_service!(answer, unread, answer_with_file);

/// The page for a request that could not be read.
fn unread(status: u16) -> String {
    staff_pages::unread(crate::screens::PREFIX, status)
}

/// A page that is sent with a file.
async fn answer_with_file(request: Request, body: &mut impl Pieces) -> Reply {
    if request.path != crate::screens::PROPOSE {
        return Reply::html(415, unread(415));
    }
    match staff_pages::chosen::as_typed(request, body).await {
        Ok(request) => answer(request).await,
        Err(problem) => Reply::html(problem.status, unread(problem.status)),
    }
}

async fn answer(request: Request) -> Reply {
    // Whoever looks gets a page, whatever the operator has set; `/readyz` says what is wrong.
    let _ = walls::choose_authority().await;
    crate::answer(&walls::Walls, request, web::now()).await
}
