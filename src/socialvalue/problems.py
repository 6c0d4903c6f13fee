"""What each kind of fault means, for the person whose file it is in: the text behind every `Problem.code`."""

from __future__ import annotations

from socialvalue.folder_files import FOLDER_FILES
from socialvalue.problems_of_record import OF_THE_RECORD

_OF_FILES: dict[str, str] = {
    "amount-pence": "An amount of money has a fraction of a penny, or is below a penny. The tool does not round it: "
    "ask the bidder for the amount to the penny.",
    "amount-zero": "A price or other amount of money is zero. A zero would win every price comparison, so it cannot "
    "be scored: ask the bidder for the amount.",
    "answer-blank": "A question that every bid must answer has no answer. A blank does not mean zero or no, because "
    "it may have been overlooked. Ask the bidder, or type a 0 if that is the answer.",
    "answer-hidden": (
        "An answer is where nobody can see it: in a hidden sheet, in a hidden or very thin row or column, or behind "
        "a number format, a colour, a size or a conditional format. Nobody who opened the workbook has seen it. Show "
        "it, check it and save the workbook."
    ),
    "answer-shown-otherwise": (
        "A cell shows one thing and contains another: its number format shows 50,000 but the cell contains 100,000, "
        "say, or it shows a minus that is not there. People saw the first and a program reads the second. Ask the "
        "bidder what they meant, give the cell the number format General, and type the answer again."
    ),
    "authority-colour": (
        "The colour in authority.toml is too pale: text in it would be hard to read on paper, and for some readers "
        "impossible. Use a darker shade; documents ask for a contrast of 4.5 to 1 on white."
    ),
    "authority-logo": (
        "The logo cannot be placed on a page: it is missing, it is not the kind of picture that its name says, it is "
        "too large, its sizes cannot be read, it contains something that acts or points elsewhere, or it has no "
        "words for people who cannot see it. Save it again as a plain .svg, .png or .jpg."
    ),
    "authority-path": (
        "authority.toml names a file or folder outside its own folder. Copy it there, so that the competition folder "
        "contains everything its documents are made from."
    ),
    "authority-template": (
        "The folder of your own templates is missing, or a file in it has no effect, cannot be read, fails, never "
        "ends, or asks for something that it may not have. Your template replaces the tool's template of the same "
        "name; the nearest name is suggested. Templates only show what they are given. They may not run or fetch "
        "anything: pictures and fonts come from the same folder."
    ),
    "award-rule": (
        "A part of award.toml contradicts another part, the criteria file or the bids: a supplier twice, a supplier "
        "without a bid, a day before the tender, letters after the award notice. Change the part that is named."
    ),
    "below-bands": "The value lies below the first band of the criteria file, so the published model has no score for "
    "it. Check the value, and then the bands.",
    "bidder-duplicate": "Two bids have the same bidder, or names that look the same apart from case, spacing or "
    "look-alike characters. Only one can be evaluated: delete the one that does not count, or make the names "
    "different.",
    "bidder-missing": "There are answers without a bidder's name. The tool neither evaluates them nor ignores them: "
    "type the name, or clear the answers.",
    "bidder-name": "The bidder's name is not a name: a date, TRUE, an error, a lone dash, “n/a”, or text with "
    "invisible characters. Type the bidder's full name.",
    "bidder-unknown": (
        "A score sheet or the moderation file names a bidder who has not sent a bid. It is usually a spelling "
        "mistake: write the name as it is in the bid."
    ),
    "blind-key": (
        "The score sheets use labels instead of bidders' names, and the key to the labels is missing or does not "
        "match the bids. With a wrong key bidders would get each other's marks, so none is read. Put the original "
        "key back."
    ),
    "blind-key-syntax": (
        "The key to the labels of blind score sheets is not valid TOML, so no label can be read. Use the original "
        "file that was written with the sheets."
    ),
    "cell-error": "A cell contains an error such as #DIV/0! instead of an answer. Fix the formula or type the answer "
    "itself.",
    "cell-merged": "An answer is in merged cells, so it is not clear which question or bid it belongs to. Unmerge "
    "them and give every answer its own cell.",
    "change-unexplained": "A mark that the panel had agreed has changed, and nothing says why. Every change to "
    "an agreed mark needs its reason in the column “change” before anything is scored.",
    "criteria-changed": "The evaluation on file was made with a different criteria file from the one in the folder, "
    "so a report would explain the figures with the wrong rules. Restore the criteria file of "
    "the evaluation, or score again.",
    "criteria-rule": "The criteria file can be read, but two parts of it contradict each other, or one contradicts "
    "the method. Change "
    "the part that is named.",
    "criteria-unknown-kind": "An input is of a kind that the tool does not know. The problem lists the kinds that it "
    "knows.",
    "criteria-unknown-method": "A score method is not one of the eleven that the tool knows, which the problem lists. "
    "Each method has one name, because the same words mean different formulas to different authorities.",
    "evaluation-unreadable": (
        "The file evaluation.json is not as the tool wrote it: it is cut off, has been edited by hand, or belongs to "
        "other criteria. No document is made from it. Restore it from a backup, or put the bids back and score again."
    ),
    "evaluator-mixed": (
        "A workbook has one evaluator's file name but was made for another, so it is not clear who marked. Find out "
        "who filled it in: each evaluator uses their own form."
    ),
    "evaluator-twice": (
        "Two workbooks belong to one evaluator. Keep the one that counts and move the other to a sub-folder; the "
        "tool does not choose between them."
    ),
    "evaluator-unknown": (
        "A workbook in the panel's folder does not belong to an evaluator in panel.toml. Only panel members with a "
        "dated declaration of interests may mark: add the evaluator there, or move the workbook away."
    ),
    "file-damaged": "The workbook is broken inside and cannot be read in full. Excel and LibreOffice can often repair "
    "it when it is opened and saved again.",
    "file-exhausting": "Reading the workbook took more time or memory than any real one needs, so the tool stopped "
    "reading it. It read the other files. Copy the answers into a fresh form.",
    "file-format": "The file is not an Excel workbook that the tool can read (.xlsx or .xlsm). Open a spreadsheet "
    "of another kind in Excel and save it as .xlsx; move attachments to a sub-folder.",
    "file-locked": "The workbook is open in Excel or LibreOffice, which keeps a lock file beside it. What is on disk "
    "may not be what is on the screen: save and close it first. You may delete a lock file left over from a crash.",
    "file-misnamed": (
        "A file has nearly the right name, or is in the wrong folder, so it would have no effect: a passage that you "
        "meant to withhold would be sent. Rename it or move it as the problem says."
    ),
    "file-name": (
        "A file's name contains bytes that are not UTF-8 text, so it cannot be shown, recorded or written in a "
        "document. It usually comes from an old ZIP archive. Rename the file, and run the command again."
    ),
    "file-not-regular": "There is a folder, a pipe, a socket or a device where a file should be. Reading it could "
    "wait for ever. Put the file itself there.",
    "file-password": "The workbook is locked with a password and cannot be read. Open it with the password, remove "
    "the password and save it.",
    "file-too-large": "The file has more bytes than any file of its kind needs. Make it smaller, or ask for it again.",
    "file-unreadable": "The file could not be opened: it may be open elsewhere, on a missing drive, or you may not "
    "have permission. Close it elsewhere and try again.",
    "file-unsafe": "The workbook is built in an unusual way that could fill the computer's memory or hide something. "
    "Often it is a stray cell far from the answers, sometimes a hostile file. Copy the answers "
    "into a fresh form.",
    "folder-full": "The folder contains more files than the tool reads. Keep only the workbooks in it.",
    "form-competition": (
        "The workbook was made for another competition, or before the competition's title, authority or reference was"
        " changed in the criteria file. Marks must not move from one competition to another: put the workbook into "
        "its own folder."
    ),
    "form-version": "The workbook was made from a different version of the criteria, so its questions may differ. "
    "Use the published criteria, or make new forms and move the answers over.",
    "formula-answer": (
        "A bidder's own form contains a formula instead of an answer. A formula's result can change after the tender "
        "is in, so the answer itself must be typed: ask the bidder for it."
    ),
    "formula-stale": (
        "A cell in the authority's workbook contains a formula, and its saved result may be out of date: the "
        "workbook is set to manual calculation, or the program that wrote it did not calculate it. Open it in Excel "
        "or LibreOffice, recalculate everything and save it, or type the answer itself into the cell."
    ),
    "formula-unsaved": "A cell contains a formula, but its result was never saved. Open the workbook in Excel or "
    "LibreOffice and save it, and the result is saved too.",
    "header-ambiguous": "A title fits more than one question, or does not match the id beside it, so it is not clear "
    "which question was answered. Use the question's id as the heading, with its own title or none.",
    "id-duplicate": "Two columns or rows have the same id. Delete the one that is wrong; the tool does not choose "
    "between them.",
    "id-missing": "A question that every bid must answer has no column or row in the workbook. Forms made by "
    "`socialvalue form` have all of them.",
    "id-unknown": "A column or row has an id that is not in the criteria file. It is usually a spelling mistake or "
    "another competition's form. The nearest known id is suggested.",
    "letter-compares-bids": (
        "A reason that a letter would print names another bidder, or compares the bid with others. A supplier may "
        "learn nothing about other tenders except the winner's: compare the bid only with the criterion, and score "
        "again."
    ),
    "letter-contradicts-mark": (
        "A reason that a letter would print praises highly beside a low mark, or finds failure beside the highest one. "
        "The supplier would ask which is right, so the panel should look at both first."
    ),
    "letter-no-next-mark": (
        "A reason below the highest mark says only what is good. A supplier should read why the mark is not higher: "
        "let the panel add what the tender lacks for it, and score again."
    ),
    "letter-no-reference": (
        "A reason does not refer to the tender, and its reference is empty. Each score must be explained by "
        "reference to the tender: add the page or section, or what the tender says, and score again."
    ),
    "letter-no-winner": (
        "No single bid ranks first, so there is no most advantageous tender for the letters to describe. Apply the "
        "tie-break in the tender documents, and score again."
    ),
    "letter-reason-is-descriptor": (
        "A reason that a letter would print only repeats the scale's descriptor, which tells a supplier nothing "
        "about its own tender. Ask the panel to say what in the tender earned the mark, and score again."
    ),
    "letter-reason-is-question": (
        "A reason that a letter would print only repeats the question, and does not say how the tender answered it. "
        "Ask the panel to say what in the tender earned the mark, and score again."
    ),
    "letter-reason-missing": (
        "A mark has no reason, and a letter must explain every score. Enter the reason, and score again. If marks "
        "were averaged, one of the evaluators has to give it."
    ),
    "letter-reason-short": (
        "A reason that a letter would print is shorter than a sentence, which is too short to explain a score. Ask "
        "the panel to say what in the tender earned the mark and why it is not higher, and score again."
    ),
    "letter-regime": (
        "The tool has no letter for these rules, because it does not know well enough what they require. Write to "
        "the suppliers under those rules, or correct the regime in award.toml."
    ),
    "letter-same-reason": (
        "Two bids have the same reason, apart from names, figures and small edits. A reason that fits two tenders "
        "explains neither: ask the panel to write one for each, and score again."
    ),
    "link-outside": "A link in the folder leads out of it. The folder must contain everything its results are made "
    "from, so that they can be made again: copy the file itself there.",
    "mark-excluded": (
        "An evaluator marked, or wrote about, a bid that they are excluded from because of a declared interest. "
        "It is not counted. Tell the chair, and clear the row or record a new decision in panel.toml."
    ),
    "mark-missing": "The panel has not agreed a mark yet. Every bid that passes the standards needs a "
    "mark and a reason for every question that the panel marks.",
    "mark-off-scale": "A mark is not one of the levels of the published scale. Marks between levels are allowed only "
    "if the tender documents said that marks are averaged.",
    "mark-twice": (
        "There are two marks for one bid and question, or two rows or sheets for them. Keep the one that counts; the "
        "tool does not choose between them."
    ),
    "moderation-missing": "The bids came in one-bidder forms, which have no place for the panel's marks, and there is "
    "no moderation.xlsx with them. Make it with `socialvalue form moderation`.",
    "moderation-older": "The score sheets have changed since moderation.xlsx was made. Make it again with "
    "`socialvalue moderate`: agreed marks are kept, and changes are shown.",
    "no-bids": "There is nothing to evaluate: no folder of bids, no workbook in it, or no bid in the workbook. Put at "
    "least one bid there, in a form made by `socialvalue form`.",
    "not-a-number": "The answer should be a number, but it is something else: words, a date that Excel made of it, "
    "or a yes/no value. Type the number in figures.",
    "number-above-most": "A quantity is above the most that the criteria file allows (`at-most`). It is usually a "
    "typing error or a different unit: ask the bidder what they meant.",
    "number-ambiguous": "The answer could mean two different numbers, such as 1.200 (1.2 or 1,200) or 0.25 "
    "for a percentage (0.25% or 25%). Type it so that it can mean only one thing.",
    "number-negative": "A number is below zero, but only zero or more makes sense. Check the sign with the bidder.",
    "number-too-large": "The number has more digits than a spreadsheet keeps exactly, so its last digits may be "
    "wrong already. It is usually a typing error.",
    "panel-rule": (
        "A part of panel.toml contradicts another part, the criteria file or the bids: an id twice, no chair or more "
        "than one, a question that the panel does not mark, an exclusion from a bid that is not there. Change the "
        "part that is named."
    ),
    "panel-uncovered": (
        "For at least one bid, nobody may mark this question, so no mark could be agreed. Add an evaluator who has "
        "no interest in the bid."
    ),
    "panel-undecided": (
        "An evaluator has declared an interest, and the file does not say what was decided about it. An award can be "
        "challenged because of it: enter the decision, who made it and when."
    ),
    "panel-undeclared": (
        "An evaluator has no dated declaration of interests, and nobody may mark without one. Ask for the "
        "declaration, and enter its day and what it says, which may be “none”."
    ),
    "percent-range": "A percentage is below 0 or above 100. Check whether the bidder meant another figure.",
    "question-not-theirs": (
        "An evaluator marked a question that panel.toml does not give to them. It is not counted: clear the sheet, or"
        " give them the question there."
    ),
    "question-unknown": (
        "A score sheet or the moderation file names a question that the panel does not mark. Write the id as it "
        "stands in the criteria file."
    ),
    "reason-missing": "A mark has no reason. You could not defend it, so it is not scored.",
    "reason-too-short": (
        "The reason for a mark is one word, which tells a bidder nothing. Ask the evaluator for at least a sentence "
        "about what in the tender earned the mark."
    ),
    "redactions-not-found": (
        "The passage to withhold is not in the reason or reference named, so it would have been sent. Copy it word "
        "for word; the problem shows the nearest words."
    ),
    "redactions-not-winner": (
        "A redaction is for a bid that did not win. Details of that bid go only to its own bidder, so there is "
        "nothing to withhold: delete the redaction."
    ),
    "redactions-rule": (
        "A part of redactions.toml contradicts another part, the criteria file or the bids: a bidder or question that "
        "is not there, passages that overlap, a mark withheld, a day before the tender. Change the part that is named."
    ),
    "redactions-whole-reason": (
        "The whole reason is withheld, but suppliers are owed an explanation of every score. Withhold only the "
        "confidential passage, and leave the rest."
    ),
    "row-not-a-bid": "A row among the bids looks like a total, an average, an estimate or a weight, or is calculated "
    "from the bids. It would be ranked as a bidder: move it to another sheet. If a bidder really has such a name, "
    "add its legal form.",
    "standard-unclear": "The answer to a must-do standard is neither a clear yes nor a clear no. It neither passes "
    "nor disqualifies the bid: ask the bidder which it is, and type only that word.",
    "text-empty": "The cell contains something with no meaning: a lone dash, TRUE, “n/a”. Type the right content, or "
    "empty the cell.",
    "text-turned": "The text contains invisible characters that change the order in which it is shown, so people may "
    "not read what is stored. Type it again by hand.",
    "titles-unclear": "The row below the ids could be the titles or the first bid. No bid may be skipped, so make it "
    "clear which it is.",
    "toml-limits": (
        "A text file contains something that no such file needs, and that could stop or mislead the tool: more than "
        "a million bytes or twenty thousand values, twenty levels of brackets, a key or number of more than a hundred "
        "characters, a number of more than 15 digits before the point or 60 after it, a text longer than a cell of a "
        "workbook, a year outside 1900 to 9999, or a control character. It is usually a damaged file, or a key held "
        "down too long."
    ),
    "weights-sum": "Weights must add up to exactly 100. The tool does not rescale them, because published weights "
    "are a promise.",
    "who-missing": (
        "A row of the moderation file has a mark and does not say who gave it. Write “agreed” for the panel's agreed "
        "mark, or delete the row."
    ),
    "withdrawn-unclear": "The cell for withdrawn bids contains something that does not withdraw a bid. Only “yes” in "
    "the "
    "authority's comparison workbook does. In a bidder's own form nothing does: ask the bidder in writing.",
    "workbook-misplaced": "A form of agreed marks is among the bids. Move it to the competition folder itself, as "
    "moderation.xlsx.",
    "workbook-unclear": "The workbook has more than one sheet that could contain the bids. Keep only one.",
    "workbook-unknown": "The workbook is not recognised as a comparison workbook, bid form or moderation form, "
    "because the cells that identify one are missing. Copy the answers into a form made by "
    "`socialvalue form`.",
    "wrong-unit": "The answer is in another unit or currency than the one asked for, or is shown as a percentage "
    "where it should not be. The tool does not convert it: enter it in the unit asked for.",
    "years-all-zero": "All yearly costs are zero, so there is no cost to compare. Ask the bidder for the costs.",
    "years-differ": "The bids give costs for different numbers of years, and a whole-life cost is only comparable "
    "over the same years. Ask the bidder for the same years as the others; type 0 for a year without cost.",
    "years-gap": "A year between others has no cost. Type a 0 if there is none, so that nobody has to guess.",
    "years-number": "The table of costs does not have as many years as the criteria file asks for. Fill in every "
    "year; type 0 for a year without cost.",
    "zero-not-scorable": "The value is zero and the published scoring method divides by the lowest value, which has "
    "no result for zero. Correct the value, or choose a method that allows zero before the tender is published.",
}

_OF_ANY_FILE = {code: text for file in FOLDER_FILES for code, text in file.explanations.items()}

EXPLANATIONS: dict[str, str] = dict(sorted({**_OF_FILES, **_OF_ANY_FILE, **OF_THE_RECORD}.items()))
"""Code to paragraph, in alphabetical order."""
