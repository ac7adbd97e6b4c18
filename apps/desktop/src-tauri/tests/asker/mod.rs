//! The test's own program, started once more in another environment, as somebody who answers questions.

use std::env;
use std::io::{BufRead, BufReader, Lines, Write, stdin};
use std::path::PathBuf;
use std::process::{ChildStdin, ChildStdout, Command, Stdio};

use crate::programs::Process;

const IS_ASKED: &str = "HALFMINUTE_TEST_ANSWERS";
const BEGINNING: &str = "answer: ";

pub struct Asker {
    _process: Process,
    questions: ChildStdin,
    answers: Lines<BufReader<ChildStdout>>,
}

impl Asker {
    /// `test` is the one that calls [`answer_questions`].
    pub fn start(mut command: Command, test: &str) -> Self {
        command.args(["--exact", "--nocapture", test]).env(IS_ASKED, "yes");
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("started");
        let questions = child.stdin.take().expect("a pipe");
        let answers = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        Self { _process: Process(child), questions, answers }
    }

    pub fn ask(&mut self, question: &str) -> String {
        writeln!(self.questions, "{question}").expect("asked");
        loop {
            // What the test's own machinery prints stands before it.
            let line = self.answers.next().expect("an answer").expect("readable");
            if let Some((_, answer)) = line.split_once(BEGINNING) {
                return answer.to_owned();
            }
        }
    }
}

pub fn this_program() -> PathBuf {
    env::current_exe().expect("this program")
}

/// Does nothing where nobody asks: then it is an ordinary run of the tests.
pub fn answer_questions(mut answer: impl FnMut(&[&str]) -> String) {
    if env::var_os(IS_ASKED).is_none() {
        return;
    }
    for line in stdin().lines() {
        let line = line.expect("a question");
        println!("{BEGINNING}{}", answer(&line.split(' ').collect::<Vec<_>>()));
    }
}
