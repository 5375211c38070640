//! A page that is sent with a file: it is read as it comes, looked at, and handed to the store of files
//! piece by piece. What becomes of the page is the same as for any other ([`super::ask`]).
//!
//! Nothing is asked of the order in which a browser sends the parts of a page, so the file may come before
//! the token that says that the page is ours. What was taken of a file that cannot be added is removed.

use form_model::kinds::{plain_name, size_in_words, upload_kind_of};
use form_model::{AnswerKind, Form, Journey, Slip, StoredFile, UploadRules};
use web::{Files, FormPost, Pieces, Problem, Reply, boundary, read_with_files};

use super::added::{Arrived, Chosen};
use super::ask;
use super::visit::{Loaded, Visit};
use crate::media::{self, Looking};
use crate::stores::{FileNotKept, Stores};
use crate::{FILE_LIMIT, guard};

/// The most bytes that the store takes at once.
const PIECE: usize = 256 * 1024;

/// What a page asks for, and whether there is room.
struct Asked {
    question: String,
    rules: UploadRules,
    room: Room,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Room {
    Some,
    /// There are as many files as there may be.
    Full,
    /// It cannot be told, or the page is not ours: nothing is taken.
    Closed,
}

/// Reads the page, and answers it; none where it is not a page that asks for files.
pub async fn answer<S: Stores>(
    visit: &Visit<'_, S>,
    page: &str,
    body: &mut impl Pieces,
) -> Option<Reply> {
    let asked = match visit.load_to_write().await {
        Ok(loaded) => asked(visit, &loaded, page)?,
        // The page is answered in words; what is typed on it is read, and its file cannot be kept.
        Err(_) => Asked {
            room: Room::Closed,
            ..asked(visit, &visit.blank(), page)?
        },
    };
    let boundary = boundary(&visit.request.headers)?;
    Some(match receive(visit, &asked, &boundary, body).await {
        Ok((post, chosen)) => ask::answer_with(visit, page, &post, chosen).await,
        Err(problem) => ask::unread(visit, page, &problem).await,
    })
}

fn asked<S: Stores>(visit: &Visit<'_, S>, loaded: &Loaded, page: &str) -> Option<Asked> {
    let (question, rules) = upload_on(&loaded.published.form, loaded, page)?;
    let held = loaded.draft.files(&question).len();
    // A browser whose form was sent already, or has ended, may add nothing to it.
    let ended = loaded.stored.is_none() && visit.cookie.is_some();
    let room = match () {
        () if ended || guard::comes_from_elsewhere(visit.request, &visit.settings.public_url) => {
            Room::Closed
        }
        () if held >= rules.max => Room::Full,
        () => Room::Some,
    };
    Some(Asked {
        question,
        rules,
        room,
    })
}

fn upload_on(form: &Form, loaded: &Loaded, page: &str) -> Option<(String, UploadRules)> {
    let page = form.find_page(page)?;
    let journey = Journey::of(form, &loaded.draft.answers);
    let mut questions = journey.questions_of(page).into_iter();
    questions.find_map(|question| match &question.answer {
        AnswerKind::Upload(rules) => Some((question.id.clone(), rules.clone())),
        _ => None,
    })
}

/// The fields of the page, and what became of its file.
async fn receive<S: Stores>(
    visit: &Visit<'_, S>,
    asked: &Asked,
    boundary: &str,
    body: &mut impl Pieces,
) -> Result<(FormPost, Chosen), Problem> {
    let mut file = Arriving::new(visit, asked);
    match read_with_files(boundary, body, &mut file).await {
        Ok(post) => Ok((post, file.chosen().await)),
        Err(problem) => {
            file.give_up().await;
            Err(problem)
        }
    }
}

/// A file on its way to the store.
struct Arriving<'v, S> {
    visit: &'v Visit<'v, S>,
    asked: &'v Asked,
    /// The name, once a file has begun. A page has one file; what comes after the first is passed over.
    name: Option<String>,
    looking: Looking,
    /// What was not handed on yet.
    piece: Vec<u8>,
    size: u64,
    id: Option<String>,
    part: u32,
    /// Why no more of it is taken.
    ended: Option<End>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    TooLarge,
    /// Its content is not what can be added.
    Content,
    NotKept,
}

impl<S: Stores> Files for Arriving<'_, S> {
    fn begin(&mut self, field: &str, name: &str) -> bool {
        let is_asked = field == self.asked.question && self.name.is_none();
        if is_asked {
            self.name = Some(name.to_owned());
        }
        is_asked
    }

    async fn take(&mut self, data: &[u8]) {
        self.size += data.len() as u64;
        if self.ended.is_some() || self.asked.room != Room::Some {
            return;
        }
        if self.size > FILE_LIMIT {
            return self.is_too_large().await;
        }
        self.looking.look(data);
        if self.looking.is_surely_refused() {
            return self.end(End::Content).await;
        }
        let mut data = data;
        while let Some((now, later)) = data.split_at_checked(PIECE.saturating_sub(self.piece.len()))
        {
            self.piece.extend_from_slice(now);
            data = later;
            if !self.hand_on().await {
                return;
            }
        }
        self.piece.extend_from_slice(data);
    }

    async fn is_too_large(&mut self) {
        self.end(End::TooLarge).await;
    }
}

impl<'v, S: Stores> Arriving<'v, S> {
    fn new(visit: &'v Visit<'v, S>, asked: &'v Asked) -> Self {
        Self {
            visit,
            asked,
            name: None,
            looking: Looking::default(),
            piece: Vec::new(),
            size: 0,
            id: None,
            part: 0,
            ended: None,
        }
    }

    /// Hands a piece to the store, and says whether that went well.
    async fn hand_on(&mut self) -> bool {
        let piece = std::mem::take(&mut self.piece);
        let kept = self.append(piece).await;
        match kept {
            Ok(()) => return true,
            Err(FileNotKept::TooLarge) => self.end(End::TooLarge).await,
            Err(why) => {
                self.visit.log(why_not_kept(&why));
                self.end(End::NotKept).await;
            }
        }
        false
    }

    async fn append(&mut self, piece: Vec<u8>) -> Result<(), FileNotKept> {
        let stores = self.visit.stores;
        let id = match &self.id {
            Some(id) => id,
            None => self.id.insert(self.visit.begin_file().await?),
        };
        stores.append_to_file(id, self.part, piece).await?;
        self.part += 1;
        Ok(())
    }

    async fn end(&mut self, why: End) {
        self.ended = Some(why);
        self.give_up().await;
    }

    /// Nothing of it stays.
    async fn give_up(&mut self) {
        self.piece = Vec::new();
        if let Some(id) = self.id.take() {
            self.visit.remove_file(&id).await;
        }
    }

    /// What became of it, when the page was read to its end.
    async fn chosen(mut self) -> Chosen {
        let Some(name) = self.name.take() else {
            return match self.ended {
                Some(_) => Chosen::Wrong(self.too_large("file".to_owned())),
                None => Chosen::Nothing,
            };
        };
        // Where nothing was chosen, browsers send a file without a name and without content.
        if name.is_empty() && self.size == 0 {
            return Chosen::Nothing;
        }
        let name = plain_name(&name);
        if self.size == 0 {
            return Chosen::Wrong(Slip::EmptyFile(name));
        }
        if self.ended == Some(End::TooLarge) || self.size > FILE_LIMIT {
            return Chosen::Wrong(self.too_large(name));
        }
        match self.asked.room {
            Room::Some => {}
            Room::Full => {
                let most = self.asked.rules.max;
                return Chosen::Wrong(Slip::TooManyFiles { name, most });
            }
            Room::Closed => return Chosen::NotKept,
        }
        if self.ended == Some(End::NotKept) {
            return Chosen::NotKept;
        }
        match self.judged(&name) {
            Err(slip) => {
                self.give_up().await;
                Chosen::Wrong(slip)
            }
            Ok(media_type) => {
                if !self.piece.is_empty() && !self.hand_on().await {
                    return match self.ended {
                        Some(End::TooLarge) => Chosen::Wrong(self.too_large(name)),
                        _ => Chosen::NotKept,
                    };
                }
                let name = with_ending(name, media_type);
                match self.id.take() {
                    Some(id) => Chosen::Arrived(Arrived {
                        id,
                        name,
                        media_type,
                    }),
                    None => Chosen::NotKept,
                }
            }
        }
    }

    fn too_large(&self, name: String) -> Slip {
        Slip::FileTooLarge {
            name,
            most: size_in_words(FILE_LIMIT),
        }
    }

    /// Its type, where it can be added and its name says nothing else: a picture may be another picture
    /// than its name says, as telephones send them.
    fn judged(&self, name: &str) -> Result<&'static str, Slip> {
        let found = self.looking.found();
        let kind = |media_type: &'static str| upload_kind_of(media_type);
        let (name, is) = (name.to_owned(), found.words);
        let taken = self
            .asked
            .rules
            .kinds_in_words(&self.visit.current.form.wording);
        let said = media::said_by_name(&name);
        match (found.media_type, said) {
            (found, Some(said)) if found.map(kind) != Some(kind(said)) => Err(Slip::MisnamedFile {
                says: media::words_of(said),
                name,
                is,
                taken,
            }),
            (Some(found), _) if self.asked.rules.takes(found) => Ok(found),
            _ => Err(Slip::WrongFile { name, is, taken }),
        }
    }
}

/// The name with an ending that says what the file is, so that no device takes it for something else.
fn with_ending(name: String, media_type: &'static str) -> String {
    match media::said_by_name(&name) {
        Some(_) => name,
        None => plain_name(&format!("{name}.{}", media::ending(media_type))),
    }
}

/// What the log says of it.
fn why_not_kept(why: &FileNotKept) -> &'static str {
    match why {
        FileNotKept::Full => "failed to keep a file: the disk is full",
        FileNotKept::TooMany => {
            "failed to keep a file: many have come from one address within an hour"
        }
        FileNotKept::Gone => "failed to keep a file: it was given up meanwhile",
        FileNotKept::TooLarge => "failed to keep a file: it is too large",
        FileNotKept::Failed(_) => "failed to keep a file: the store of files cannot be used",
    }
}

impl<S: Stores> Visit<'_, S> {
    /// Begins a file, unless so many have come from this address that it may be filling the disk.
    async fn begin_file(&self) -> Result<String, FileNotKept> {
        let address = self.address();
        let may = self.stores.may_add_file(address.as_deref(), self.now).await;
        // Where it cannot be counted, the draft's own limit holds.
        match may.unwrap_or(true) {
            true => self.stores.begin_file(self.now).await,
            false => Err(FileNotKept::TooMany),
        }
    }

    /// Ends a file that has come whole, so that it can stand in an answer; none where it could not be kept.
    pub async fn finish_file(&self, file: &Arrived) -> Option<StoredFile> {
        let finished = self
            .stores
            .finish_file(&file.id, &file.name, file.media_type, self.now);
        match finished.await {
            Ok(file) => Some(file),
            Err(why) => {
                self.log(why_not_kept(&why));
                self.remove_file(&file.id).await;
                None
            }
        }
    }

    /// Deletes a file. Should that fail, the store ends it by itself.
    pub async fn remove_file(&self, id: &str) {
        if self.stores.remove_file(id).await.is_err() {
            self.log("failed to delete a file; it ends by itself");
        }
    }
}
