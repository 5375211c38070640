//! The figures on Spin: the walls that they are asked through, and the clock.

mod convert;
mod equality;
mod exports;
mod figures;
mod walls;

use web::{BrokenOff, Piece, Reply, Request};

pub(crate) mod wit {
    spin_sdk::wit_bindgen::generate!({
        inline: "package front-door:service-figures;
            world imports {
                import front-door:case-store/settings@0.4.0;
                import front-door:case-store/maintenance@0.4.0;
                import front-door:case-store/equality@0.4.0;
                import front-door:case-store/exports@0.4.0;
                import front-door:case-store/figures@0.4.0;
                import front-door:case-store/forms@0.4.0;
                import front-door:staff-access/sessions@0.2.0;
            }",
        path: ["../../wit/types", "../../wit/case-store", "../../wit/staff-access"],
        world: "front-door:service-figures/imports",
        runtime_path: "::spin_sdk::wit_bindgen::rt",
        generate_all,
    });
}

web::spin_service!(answer, unread; rest);

/// The page for a request that could not be read.
fn unread(status: u16) -> String {
    staff_pages::unread(crate::screens::PREFIX, status)
}

async fn answer(request: Request) -> Reply {
    // Whoever looks gets a page, whatever the operator has set; `/readyz` says what is wrong.
    let _ = walls::choose_authority().await;
    crate::answer(&walls::Walls, request, web::now()).await
}

/// The next piece of a file that was begun.
async fn rest(of: String, number: u32) -> Result<Piece, BrokenOff> {
    crate::exports::pieces::next(&walls::Walls, &of, number, web::now()).await
}
