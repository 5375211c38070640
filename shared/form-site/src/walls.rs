//! The libraries that a manifest composes in, asked through their walls, and the clock. In Wasm only.

mod by_staff;
mod convert;
mod forms;
mod fresh;
mod rules;
mod stores;
mod uploads;

pub use by_staff::SignedIn;
pub use stores::Walls;

use vocabulary::Instant;

pub(crate) mod wit {
    wit_bindgen::generate!({
        inline: "package front-door:form-site;
            world imports {
                import front-door:case-store/settings@0.4.0;
                import front-door:case-store/contacts@0.4.0;
                import front-door:case-store/advice@0.4.0;
                import front-door:case-store/drafts@0.4.0;
                import front-door:case-store/afterwards@0.4.0;
                import front-door:case-store/forms@0.4.0;
                import front-door:case-store/rules@0.4.0;
                import front-door:case-store/maintenance@0.4.0;
                import front-door:staff-access/sessions@0.2.0;
                import front-door:referral-routing/routing@0.2.0;
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
        world: "front-door:form-site/imports",
        generate_all,
    });
}

pages::choose_authority!(
    "forms",
    wit::front_door::case_store::settings::read()
        .await
        .map_err(convert::fault)?
);

/// The time, once it is known whose pages these are.
pub async fn ready() -> Instant {
    // Whoever is in need gets a page, whatever the operator has set; `/readyz` says what is wrong.
    let _ = choose_authority().await;
    web::now()
}

/// Serves a component whose pages are forms: expands to the handler that Spin calls.
#[allow(clippy::crate_in_macro_def)] // The component that this is expanded in is meant.
#[macro_export]
macro_rules! spin_forms {
    ($site:expr) => {
        ::web::spin_service!(answer, unread, answer_with_files);

        /// The page for a request that could not be read.
        fn unread(status: u16) -> ::std::string::String {
            ::pages::unread_page($site.prefix, status)
        }

        async fn answer(request: ::web::Request) -> ::web::Reply {
            let now = $crate::walls::ready().await;
            crate::answer(&$crate::walls::Walls($site), request, now).await
        }

        /// A page that is sent with files is read as it comes.
        async fn answer_with_files(
            request: ::web::Request,
            body: &mut impl ::web::Pieces,
        ) -> ::web::Reply {
            let now = $crate::walls::ready().await;
            $crate::answer_with_files(&$crate::walls::Walls($site), request, body, now).await
        }
    };
}
