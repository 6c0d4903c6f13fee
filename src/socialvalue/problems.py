"""What each kind of fault means, for the person whose file it is in: the text behind every `Problem.code`."""

from __future__ import annotations

from socialvalue.folder_files import FOLDER_FILES
from socialvalue.problems_of_record import OF_THE_RECORD

_OF_FILES: dict[str, str] = {
    "amount-pence": "An amount of money has a fraction of a penny, or is below a penny. It is never rounded: ask the "
    "bidder for the amount to the penny.",
    "amount-zero": "A price or other amount of money is zero. A zero would win every price comparison, so it is never "
    "scored: ask the bidder for the amount.",
    "answer-blank": "A question that every bid must answer has no answer. A blank is never taken for a zero or a no, "
    "because it may have been overlooked: ask the bidder, or type a 0 where that is the answer.",
    "answer-hidden": (
        "An answer stands where nobody sees it: in a hidden sheet, or in a hidden or very thin row or column; or its "
        "number format, the colour or size of its letters or a conditional format hides it. So nobody who opened the "
        "workbook has seen it. Show it, check it and save the workbook."
    ),
    "answer-shown-otherwise": (
        "A cell shows something else than it holds: its number format shows 50,000 where the cell holds 100,000, or a "
        "minus where there is none. Everybody who opened the workbook saw the one, and a program reads the other. Ask "
        "the bidder what was meant, give the cell the number format General, and type the answer again."
    ),
    "authority-colour": (
        "The colour in authority.toml is too pale: text in it would be hard to read on paper, and for some readers "
        "impossible. Use a darker shade; documents ask for a contrast of 4.5 to 1 on white."
    ),
    "authority-logo": (
        "The logo cannot be placed on a page: it is missing, it is not the kind of picture that its name says, it is "
        "too large, its sizes cannot be read, it holds something that acts or points elsewhere, or it has no words for "
        "people who do not see it. Save it again as a plain .svg, .png or .jpg."
    ),
    "authority-path": (
        "authority.toml names a file or folder outside its own folder. Copy it there, so that the competition folder "
        "holds all that its documents are made from."
    ),
    "authority-template": (
        "The folder of your own templates is missing, or a file in it has no effect, cannot be read, fails, never "
        "ends, or asks for something that it may not have. A template of your own replaces ours of the same name; "
        "the nearest name is suggested. Templates show what they are given. They run nothing, and they fetch nothing: "
        "pictures and fonts come from the same folder."
    ),
    "award-rule": (
        "Two parts of award.toml contradict each other, the criteria file or the bids: a supplier twice, one from whom "
        "there is no bid, a day before the tender, letters after the award notice. Change the part named."
    ),
    "below-bands": "The value lies below the first band of the criteria file, so the published model has no score for "
    "it. Check the value, and then the bands.",
    "bidder-duplicate": "Two bids have the same bidder, or names that look the same apart from case, spacing or "
    "look-alike characters. Only one can be evaluated: remove the one that does not count, or tell the names "
    "apart.",
    "bidder-missing": "There are answers without the name of a bidder. Nothing is evaluated anonymously or thrown "
    "away: type the name, or clear the answers.",
    "bidder-name": "What stands for the bidder's name is no name: a date, TRUE, an error, a lone dash, “n/a”, or text "
    "with characters that nobody sees. Type the bidder's full name.",
    "bidder-unknown": (
        "A score sheet or the moderation file names a bidder from whom there is no bid. It is usually a spelling "
        "slip: write the name as it stands in the bid."
    ),
    "blind-key": (
        "The score sheets name bidders by labels, and the key that says whose label is whose is not there, or does "
        "not fit the bids. With a wrong key marks would change hands, so none of them is read: put the key back as it"
        " was written."
    ),
    "blind-key-syntax": (
        "The key to the labels of blind score sheets is not valid TOML, so no label could be told. Take the file as "
        "it was written with the sheets."
    ),
    "cell-error": "A cell holds an error such as #DIV/0! instead of an answer. Mend the formula or type the answer "
    "itself.",
    "cell-merged": "An answer stands in merged cells, so it cannot be said which question or bid it belongs to. "
    "Unmerge them and give every answer its own cell.",
    "change-unexplained": "A mark that the panel had agreed is different now, and nothing says why. Every change to "
    "an agreed mark needs its reason in the column “change” before anything is scored.",
    "criteria-changed": "The evaluation on file was made with another criteria file than the one in the folder, so a "
    "report of both would explain figures with rules that did not make them. Put the file of the evaluation back, "
    "or score again.",
    "criteria-rule": "The criteria file can be read, but two parts of it contradict each other or the method. Nothing "
    "is guessed: change the part named.",
    "criteria-unknown-kind": "An input is of a kind that the tool does not know. The kinds are a closed set, listed "
    "in the problem: an award model is published, so nothing is added to it at run time.",
    "criteria-unknown-method": "A score method is not one of the eleven that the tool knows, which the problem lists. "
    "Methods go by one name each, because the same words mean different formulas to different authorities.",
    "evaluation-unreadable": (
        "The file evaluation.json is not as the tool wrote it: it is cut off, has been edited by hand, or belongs to "
        "other criteria. No document is made from it. Put it back from a backup, or put the bids back and score again."
    ),
    "evaluator-mixed": (
        "A workbook has the file name of one evaluator and was made for another, so it cannot be said who marked. "
        "Find out who filled it in: each evaluator uses the form that was made for them."
    ),
    "evaluator-twice": (
        "Two workbooks are those of one evaluator. Which of them counts is never guessed: keep it, and move the other"
        " to a sub-folder."
    ),
    "evaluator-unknown": (
        "A workbook in the panel's folder is not that of an evaluator of panel.toml. Only those who are on the panel,"
        " with a dated declaration of interests, can mark: add the evaluator there, or take the workbook away."
    ),
    "file-damaged": "The workbook is broken inside and cannot be read in full. Excel and LibreOffice can often repair "
    "it when it is opened and saved again.",
    "file-exhausting": "Reading the workbook takes more time or memory than any real one needs, so it was given up; "
    "the other files were read. Copy the answers into a fresh form.",
    "file-format": "The file is not an Excel workbook of the kind that is read (.xlsx or .xlsm). Open a spreadsheet "
    "of another kind in Excel and save it as .xlsx; move attachments to a sub-folder.",
    "file-locked": "The workbook is open in Excel or LibreOffice, which keeps a lock file beside it. What is on disk "
    "may not be what is on the screen: save and close it first. A lock file left over from a crash may be "
    "deleted.",
    "file-misnamed": (
        "A file has nearly the name of one that is read, or lies where it is not read, so it would have no effect, and "
        "what was to be withheld would be told. Rename it or move it as the problem says."
    ),
    "file-name": (
        "The name of a file holds bytes that are not text in UTF-8, so it cannot be shown, recorded or written into a "
        "document. It usually comes out of an old ZIP archive. Rename the file, and run the command again."
    ),
    "file-not-regular": "Where a file is expected there is a folder, a pipe, a socket or a device. Reading it could "
    "wait for ever. Put the file itself there.",
    "file-password": "The workbook is locked with a password and cannot be read. Open it with the password, remove "
    "the password and save it.",
    "file-too-large": "The file has more bytes than any file of its kind needs. Make it smaller, or ask for it again.",
    "file-unreadable": "The file could not be opened: it may be open elsewhere, on a drive that is not there, or not "
    "yours to read. Close it elsewhere and try again.",
    "file-unsafe": "The workbook is built in a way that could fill the computer's memory or hide something, as no "
    "ordinary workbook is: often a stray cell far from the answers, sometimes a hostile file. Copy the answers "
    "into a fresh form.",
    "folder-full": "The folder holds more files than are read. Keep the workbooks in it and nothing else.",
    "form-competition": (
        "The workbook was made for another competition, or before the competition's title, authority or reference was"
        " changed in the criteria file. Marks are never carried from one competition into another: put it where it "
        "belongs."
    ),
    "form-version": "The workbook was made from another version of the criteria than the one it is evaluated by, so "
    "its questions may differ. Use the criteria that were published, or make new forms and move the answers over.",
    "formula-answer": (
        "A bidder's own form holds a formula where the answer belongs. What a formula gives can change after the "
        "tender is in, so an answer must be typed in as itself: ask the bidder for it."
    ),
    "formula-stale": (
        "A cell of the authority's workbook holds a formula, and its saved result may be an old one: the workbook is "
        "set to manual calculation, or the program that wrote it left the working out to whoever opens it next, and "
        "saved a 0 or an old figure until then. Open it in Excel or LibreOffice, have it work out everything and save "
        "it, or type the answer itself into the cell."
    ),
    "formula-unsaved": "A cell holds a formula whose result was never calculated and saved. Open the workbook in "
    "Excel or LibreOffice, save it, and the result is stored with it.",
    "header-ambiguous": "A title fits more than one question, or names another question than the id beside it, so it "
    "cannot be said what was answered. Use the question's id as the heading, with its own title or none.",
    "id-duplicate": "Two columns or rows carry the same id. Which of them counts is never guessed: remove one.",
    "id-missing": "A question that every bid must answer has no column or row in the workbook. Forms made by "
    "`socialvalue form` have all of them.",
    "id-unknown": "A column or row carries an id that the criteria file does not have; usually a spelling slip, or a "
    "form of another competition. The nearest known id is suggested.",
    "letter-compares-bids": (
        "A reason that a letter would print names another bidder, or sets the bid beside others. A supplier may learn "
        "nothing of another tender but the winner's: set the bid beside the criterion alone, and score again."
    ),
    "letter-contradicts-mark": (
        "A reason that a letter would print praises highly beside a low mark, or finds failure beside the highest one. "
        "The supplier would ask which of the two is right, so the panel should look at both first."
    ),
    "letter-no-next-mark": (
        "A reason below the highest mark says only what is good. A supplier should read why the mark is not the next "
        "one up: let the panel add what the tender lacks for it, and score again."
    ),
    "letter-no-reference": (
        "A reason says nothing about where in the tender it rests, and its reference is empty. Each score is to be "
        "explained by reference to the tender: add the page or section, or what the tender says, and score again."
    ),
    "letter-no-winner": (
        "No bid ranks first alone, so it cannot be said which tender is the most advantageous, and every letter tells "
        "how that one was assessed. Apply the tie-break that the tender documents give, and score again."
    ),
    "letter-reason-is-descriptor": (
        "A reason that a letter would print is the descriptor of the scale again, which tells a supplier nothing about "
        "its own tender. Let the panel say what in the tender earned the mark, and score again."
    ),
    "letter-reason-is-question": (
        "A reason that a letter would print is the question again, and not how the tender answered it. Let the panel "
        "say what in the tender earned the mark, and score again."
    ),
    "letter-reason-missing": (
        "There is a mark without a reason, and a letter owes the supplier an explanation of every score. Enter the "
        "reason, and score again; where marks were averaged, one of those who marked has to give it."
    ),
    "letter-reason-short": (
        "A reason that a letter would print is shorter than a sentence, which explains no score. Let the panel say "
        "what in the tender earned the mark and what kept it from a higher one, and score again."
    ),
    "letter-regime": (
        "The award is under rules for which there is no letter here: what they ask for is not known well enough to be "
        "put before a supplier. Write to the suppliers under those rules, or correct the regime in award.toml."
    ),
    "letter-same-reason": (
        "The same reason, apart from names, figures and small edits, stands beside two bids. A reason that fits two "
        "tenders explains neither: let the panel write one for each, and score again."
    ),
    "link-outside": "A link in the folder leads out of it. A folder holds all that its results are made from, so that "
    "they can be made again: copy the file itself there.",
    "mark-excluded": (
        "An evaluator marked, or wrote about, a bid that they are excluded from because of a declared interest. "
        "Nothing of it is counted, and the chair should know: clear the row, or record a new decision in panel.toml."
    ),
    "mark-missing": "The panel has not yet agreed a mark that is needed. Every bid that passes the standards needs a "
    "mark and a reason for every question that the panel marks.",
    "mark-off-scale": "A mark is not one of the levels of the published scale. Marks between levels are allowed only "
    "where the tender documents said that marks are averaged.",
    "mark-twice": (
        "There are two marks for one bid and question, or two rows or sheets for them. Which of them counts is never "
        "guessed: keep one."
    ),
    "moderation-missing": "The bids came in one-bidder forms, which have no place for the panel's marks, and there is "
    "no moderation.xlsx with them. Make it with `socialvalue form moderation`.",
    "moderation-older": "moderation.xlsx was made from the score sheets as they were, and they have changed since. "
    "Make it again with `socialvalue moderate`: what was agreed is kept, and what has changed is shown.",
    "no-bids": "There is nothing to evaluate: no folder of bids, no workbook in it, or no bid in the workbook. Put at "
    "least one bid there, in a form made by `socialvalue form`.",
    "not-a-number": "A number was asked for and something else was found: words, a date that Excel made of what was "
    "typed, a yes/no value. Type the number in figures.",
    "number-above-most": "A quantity is above the most that the criteria file allows (`at-most`). It is usually a "
    "slip of typing or another unit: ask the bidder what was meant.",
    "number-ambiguous": "What was typed could be read as two different numbers, such as 1.200 (1.2 or 1,200) or 0.25 "
    "for a percentage (0.25% or 25%). It is never guessed: type it so that it means one thing.",
    "number-negative": "A number is below zero where only zero or more makes sense. Check the sign with the bidder.",
    "number-too-large": "The number has more digits than a spreadsheet holds exactly, so its last digits may be wrong "
    "already. It is usually a slip of typing.",
    "panel-rule": (
        "Two parts of panel.toml contradict each other, the criteria file or the bids: an id twice, no chair or more "
        "than one, a question that the panel does not mark, an exclusion from a bid that is not there. Change the "
        "part named."
    ),
    "panel-uncovered": (
        "A question has no evaluator who may mark it for every bid, so a mark could never be agreed. Add an evaluator"
        " for it who has no interest in the bid."
    ),
    "panel-undecided": (
        "An evaluator has declared an interest, and the file does not say what was decided about it. An interest that"
        " nobody dealt with is what an award is challenged on: enter the decision, by whom and when."
    ),
    "panel-undeclared": (
        "An evaluator has no dated declaration of interests. It is the gate before which nobody marks: ask for the "
        "declaration, and enter its day and what it says, which may be “none”."
    ),
    "percent-range": "A percentage is below 0 or above 100. Check whether another figure was meant.",
    "question-not-theirs": (
        "An evaluator marked a question that panel.toml does not give to them. It is not counted: clear the sheet, or"
        " give them the question there."
    ),
    "question-unknown": (
        "A score sheet or the moderation file names a question that the panel does not mark. Write the id as it "
        "stands in the criteria file."
    ),
    "reason-missing": "A mark has no reason. A mark without a reason cannot be defended, so it is not scored.",
    "reason-too-short": (
        "The reason for a mark is one word, which tells a bidder nothing. Ask the evaluator for at least a sentence "
        "on what in the tender earned the mark."
    ),
    "redactions-not-found": (
        "The passage to be withheld does not stand in the reason or reference named, so it would have been told. Copy "
        "it word for word; what comes nearest is shown."
    ),
    "redactions-not-winner": (
        "Something is withheld of a bid that did not win. What is told of it goes to its own bidder only, and only what"
        " is told of the winner goes to others: take the redaction out."
    ),
    "redactions-rule": (
        "Two parts of redactions.toml contradict each other, the criteria file or the bids: a bidder or question that "
        "is not there, passages that overlap, a mark withheld, a day before the tender. Change the part named."
    ),
    "redactions-whole-reason": (
        "All of a reason is withheld, and a supplier is owed an explanation of every score. Withhold the passage that "
        "must not be told, and leave the rest."
    ),
    "row-not-a-bid": "A row among the bids looks like a total, an average, an estimate or a weight, or is calculated "
    "from the bids. It would be ranked as a bidder: move it to another sheet. Write a real bidder of such a name with "
    "its legal form.",
    "standard-unclear": "The answer to a must-do standard is neither a clear yes nor a clear no. Nobody is passed or "
    "disqualified by it: ask the bidder which of the two it is, and type that word alone.",
    "text-empty": "The cell holds something that says nothing: a lone dash, TRUE, “n/a”. Type what belongs there, or "
    "empty the cell.",
    "text-turned": "The text holds invisible characters that change the order in which it is shown, so people may read "
    "something else than is stored. Type it again by hand.",
    "titles-unclear": "The row below the ids could be the titles or the first bid. A bid must never be skipped, so it "
    "has to be made clear.",
    "toml-limits": (
        "A file that people write holds something that none needs, and that could stop or mislead the tool: more than "
        "a million bytes or twenty thousand values, twenty levels of brackets, a key or number of more than a hundred "
        "characters, a number of more than 15 digits before the point or 60 after it, a text longer than a cell of a "
        "workbook, a year outside 1900 to 9999, or a control character. It is usually a damaged file, or a key held "
        "down too long."
    ),
    "weights-sum": "Weights must add up to exactly 100. They are never rescaled: published weights are a promise.",
    "who-missing": (
        "A row of the moderation file has a mark and does not say whose it is. Write “agreed” for what the panel "
        "agreed, or remove the row."
    ),
    "withdrawn-unclear": "The cell for withdrawn bids holds something that does not withdraw a bid. Only “yes” in the "
    "authority's comparison workbook does. In a bidder's own form nothing does: ask the bidder in writing.",
    "workbook-misplaced": "A form of agreed marks lies among the bids. It belongs in the competition folder itself, "
    "as moderation.xlsx.",
    "workbook-unclear": "The workbook has more than one sheet that could hold the bids. Leave one of them.",
    "workbook-unknown": "The workbook is not recognised as a comparison workbook, bid form or moderation form: the "
    "cells by which they are known are not there. Copy the answers into a form made by `socialvalue form`.",
    "wrong-unit": "The answer is in another unit or currency than the one asked for, or is shown as a percentage "
    "where it should not be. It is never converted: enter it in the unit asked for.",
    "years-all-zero": "All yearly costs are zero, so there is no cost to compare. Ask the bidder for the costs.",
    "years-differ": "The bids give costs for different numbers of years, and a whole-life cost is only comparable "
    "over the same years. Ask the bidder for the same years as the others; a year without cost takes a typed 0.",
    "years-gap": "A year between others has no cost. Type a 0 where there is none, so that a gap is never mistaken "
    "for one.",
    "years-number": "The table of costs does not have as many years as the criteria file asks for. Fill in every "
    "year; a year without cost takes a typed 0.",
    "zero-not-scorable": "The value is zero and the published scoring method divides by the lowest value, which has "
    "no result for zero. Correct the value, or choose a method where zero is a fair answer before the tender is "
    "published.",
}

_OF_ANY_FILE = {code: text for file in FOLDER_FILES for code, text in file.explanations.items()}

EXPLANATIONS: dict[str, str] = dict(sorted({**_OF_FILES, **_OF_ANY_FILE, **OF_THE_RECORD}.items()))
"""Code to paragraph, in alphabetical order."""
