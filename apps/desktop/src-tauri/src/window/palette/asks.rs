//! Questions of the palette on their way through the shell, each paired with its answer by a number.

use std::collections::HashMap;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use specta::Type;

/// `PaletteQuestion` of packages/core/src/platform-desk.ts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "ask", rename_all = "kebab-case")]
pub enum PaletteQuestion {
    Search {
        text: String,
    },
    Copy {
        id: String,
    },
    /// The digits alone.
    Code {
        id: String,
    },
}

/// `PaletteAnswer` of packages/core/src/platform-desk.ts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(tag = "answer", rename_all = "kebab-case")]
pub enum PaletteAnswer {
    Rows {
        rows: Vec<PaletteRow>,
        theme: PaletteTheme,
    },
    Copied,
    Code {
        code: String,
    },
    Locked,
    /// It is gone, could not be copied, or nobody answered in time.
    Failed,
}

/// As the user set it in the vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum PaletteTheme {
    System,
    Light,
    Dark,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PaletteRow {
    id: String,
    service: String,
    user: String,
    code: Option<String>,
    #[specta(type = Option<u32>)]
    seconds_left: Option<f64>,
    #[specta(type = Option<u32>)]
    period_seconds: Option<f64>,
}

#[derive(Default)]
pub struct Asks(Mutex<Open>);

#[derive(Default)]
struct Open {
    last: u32,
    waiting: HashMap<u32, SyncSender<PaletteAnswer>>,
}

impl Asks {
    /// The number of a new question, and where its answer comes.
    pub fn open(&self) -> (u32, Receiver<PaletteAnswer>) {
        let (sender, receiver) = mpsc::sync_channel(1);
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.last = open.last.wrapping_add(1);
        let number = open.last;
        open.waiting.insert(number, sender);
        (number, receiver)
    }

    /// An answer that nobody waits for, or a second one, goes nowhere.
    pub fn answer(&self, number: u32, answer: PaletteAnswer) {
        let waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner).waiting.remove(&number);
        if let Some(waiting) = waiting {
            drop(waiting.send(answer));
        }
    }

    /// Waits; 'failed' where no answer comes in time.
    pub fn wait(&self, number: u32, answers: &Receiver<PaletteAnswer>, at_most: Duration) -> PaletteAnswer {
        let answer = answers.recv_timeout(at_most);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).waiting.remove(&number);
        answer.unwrap_or(PaletteAnswer::Failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> PaletteAnswer {
        PaletteAnswer::Code { code: text.to_owned() }
    }

    #[test]
    fn each_answer_goes_to_the_question_with_its_number() {
        let asks = Asks::default();
        let (first, to_first) = asks.open();
        let (second, to_second) = asks.open();
        asks.answer(second, code("222222"));
        asks.answer(first, code("111111"));
        let long = Duration::from_secs(10);
        assert_eq!(asks.wait(first, &to_first, long), code("111111"));
        assert_eq!(asks.wait(second, &to_second, long), code("222222"));
    }

    #[test]
    fn a_question_that_nobody_answers_in_time_has_failed_and_a_late_answer_goes_nowhere() {
        let asks = Asks::default();
        let (number, answers) = asks.open();
        assert_eq!(asks.wait(number, &answers, Duration::from_millis(1)), PaletteAnswer::Failed);
        asks.answer(number, code("111111"));
        assert!(answers.try_recv().is_err());
        assert!(asks.0.lock().expect("whole").waiting.is_empty());
    }

    #[test]
    fn a_second_answer_to_one_question_goes_nowhere() {
        let asks = Asks::default();
        let (number, answers) = asks.open();
        asks.answer(number, PaletteAnswer::Locked);
        asks.answer(number, code("111111"));
        assert_eq!(asks.wait(number, &answers, Duration::from_secs(10)), PaletteAnswer::Locked);
        assert!(answers.try_recv().is_err());
    }

    #[test]
    fn questions_and_answers_cross_as_the_port_spells_them() {
        let json = |answer: &PaletteAnswer| serde_json::to_string(answer).expect("JSON");
        let question: PaletteQuestion = serde_json::from_str(r#"{"ask":"search","text":"gi"}"#).expect("a question");
        assert_eq!(question, PaletteQuestion::Search { text: "gi".to_owned() });
        assert_eq!(json(&PaletteAnswer::Locked), r#"{"answer":"locked"}"#);
        let rows = r#"{"answer":"rows","rows":[{"id":"a","service":"ACME","user":"ada","code":null,"secondsLeft":12.5,"periodSeconds":30}],"theme":"dark"}"#;
        assert!(serde_json::from_str::<PaletteAnswer>(rows).is_ok());
    }
}
