//! The desk on Spin: the walls that it asks through, and the clock.

mod assessments;
mod calendar;
mod cases;
mod form_versions;
mod staff;
mod uploads;
mod walls;

use web::{Pieces, Reply, Request};

pub(crate) mod wit {
    spin_sdk::wit_bindgen::generate!({
        inline: "package front-door:staff-desk;
            world imports {
                import front-door:case-store/settings@0.4.0;
                import front-door:case-store/rules@0.4.0;
                import front-door:case-store/form-versions@0.4.0;
                import front-door:case-store/referrals@0.4.0;
                import front-door:case-store/maintenance@0.4.0;
                import front-door:staff-access/sessions@0.2.0;
                import front-door:staff-access/colleagues@0.2.0;
                import front-door:staff-access/saved-views@0.2.0;
                import front-door:upload-store/opening@0.1.0;
                import front-door:upload-store/maintenance@0.1.0;
            }",
        path: ["../../wit/types", "../../wit/case-store", "../../wit/staff-access", "../../wit/upload-store"],
        world: "front-door:staff-desk/imports",
        runtime_path: "::spin_sdk::wit_bindgen::rt",
        generate_all,
    });
}

web::spin_service!(answer, unread, with_file; uploads::rest);

/// The page for a request that could not be read.
fn unread(status: u16) -> String {
    staff_pages::unread(crate::screens::assets::PREFIX, status)
}

/// A page that is sent with a file.
async fn with_file(request: Request, body: &mut impl Pieces) -> Reply {
    match crate::screens::with_file(request, body).await {
        Ok(request) => answer(request).await,
        Err(problem) => Reply::html(problem.status, unread(problem.status)),
    }
}

async fn answer(request: Request) -> Reply {
    // Whoever works gets a page, whatever the operator has set; `/readyz` says what is wrong.
    let _ = walls::choose_authority().await;
    crate::answer(&walls::Walls, request, web::now()).await
}
