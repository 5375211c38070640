//! The texts of the forms as they stand in the folder, every version of them.

use std::path::Path;

fn texts() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("forms");
    let files = std::fs::read_dir(folder).unwrap();
    let mut texts: Vec<(String, String)> = files
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "toml"))
        .filter(|path| !form_model::is_file_of_words(&path.to_string_lossy()))
        .map(|path| {
            (
                path.display().to_string(),
                std::fs::read_to_string(path).unwrap(),
            )
        })
        .collect();
    texts.sort();
    texts
}

#[test]
fn every_version_can_be_published_and_keeps_what_the_one_before_it_promised() {
    let texts = texts();
    assert!(texts.len() >= crate::catalogue::ORDER.len());
    for (file, text) in &texts {
        assert_eq!(form_model::check(text), [], "{file}");
    }
    assert_eq!(form_model::compare_versions(&texts), []);
}
