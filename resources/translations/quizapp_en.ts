<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AnnotationLayer</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/passage/annotation_layer.py"/>
        <source>%n highlights</source>
        <translation>
            <numerusform>%n highlight</numerusform>
            <numerusform>%n highlights</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/passage/annotation_layer.py"/>
        <source>%n notes on places</source>
        <translation>
            <numerusform>%n note on a place</numerusform>
            <numerusform>%n notes on places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AnnotationTool</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>You have %n highlights in this text. You can take this back with {key}.</source>
        <translation>
            <numerusform>You have %n highlight in this text. You can take this back with {key}.</numerusform>
            <numerusform>You have %n highlights in this text. You can take this back with {key}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AssignForm</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/assign_form.py"/>
        <source>%n questions: {skills}</source>
        <translation>
            <numerusform>%n question: {skills}</numerusform>
            <numerusform>%n questions: {skills}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/assign_form.py"/>
        <source>Their evidence is in {touched} of %n sentences of the text.</source>
        <translation>
            <numerusform>Their evidence is in {touched} of %n sentence of the text.</numerusform>
            <numerusform>Their evidence is in {touched} of %n sentences of the text.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/assign_form.py"/>
        <source>You rate %n of them yourself.</source>
        <translation>
            <numerusform>You rate %n of them yourself.</numerusform>
            <numerusform>You rate %n of them yourself.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AssignedSession</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/assignments/assigned.py"/>
        <source>Marks were changed: your teacher marked questions {numbers} again.</source>
        <translation>
            <numerusform>Marks were changed: your teacher marked question {numbers} again.</numerusform>
            <numerusform>Marks were changed: your teacher marked questions {numbers} again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AssignmentsSection</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>%n questions</source>
        <translation>
            <numerusform>%n question</numerusform>
            <numerusform>%n questions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>%n minutes for each text</source>
        <translation>
            <numerusform>%n minute for each text</numerusform>
            <numerusform>%n minutes for each text</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>up to %n tries</source>
        <translation>
            <numerusform>up to %n try</numerusform>
            <numerusform>up to %n tries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AttemptPage</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>%n came in after the release</source>
        <translation>
            <numerusform>%n came in after the release</numerusform>
            <numerusform>%n came in after the release</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>%n to rate</source>
        <translation>
            <numerusform>%n to rate</numerusform>
            <numerusform>%n to rate</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BankDetail</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>You have %n minutes for it.</source>
        <translation>
            <numerusform>You have %n minute for it.</numerusform>
            <numerusform>You have %n minutes for it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BarChart</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/kit/bar_chart.py"/>
        <source>%Ln min</source>
        <translation>
            <numerusform>%Ln min</numerusform>
            <numerusform>%Ln min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/kit/bar_chart.py"/>
        <source>%Ln h</source>
        <translation>
            <numerusform>%Ln h</numerusform>
            <numerusform>%Ln h</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckPane</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/editor/check_pane.py"/>
        <source>%n to fix</source>
        <translation>
            <numerusform>%n to fix</numerusform>
            <numerusform>%n to fix</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/editor/check_pane.py"/>
        <source>%n to think about</source>
        <translation>
            <numerusform>%n to think about</numerusform>
            <numerusform>%n to think about</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/editor/check_pane.py"/>
        <source>%n silenced</source>
        <translation>
            <numerusform>%n silenced</numerusform>
            <numerusform>%n silenced</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClassView</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>%n questions</source>
        <translation>
            <numerusform>%n question</numerusform>
            <numerusform>%n questions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>{range} points</source>
        <translation>
            <numerusform>{range} point</numerusform>
            <numerusform>{range} points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>{range}: %n learners</source>
        <translation>
            <numerusform>{range}: %n learner</numerusform>
            <numerusform>{range}: %n learners</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>%n learners did not get all the questions, and are not counted here.</source>
        <translation>
            <numerusform>%n learner did not get all the questions, and is not counted here.</numerusform>
            <numerusform>%n learners did not get all the questions, and are not counted here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClassesSection</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>%n learners</source>
        <translation>
            <numerusform>%n learner</numerusform>
            <numerusform>%n learners</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CollectSection</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>{done} of %n files</source>
        <translation>
            <numerusform>{done} of %n file</numerusform>
            <numerusform>{done} of %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>%n files</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>%n known already</source>
        <translation>
            <numerusform>%n known already</numerusform>
            <numerusform>%n known already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>%n to decide</source>
        <translation>
            <numerusform>%n to decide</numerusform>
            <numerusform>%n to decide</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>%n not collected</source>
        <translation>
            <numerusform>%n not collected</numerusform>
            <numerusform>%n not collected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CoverageLayer</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/editor/coverage_pane.py"/>
        <source>%n sentences without a question</source>
        <translation>
            <numerusform>%n sentence without a question</numerusform>
            <numerusform>%n sentences without a question</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DistinctionsCard</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/distinctions_card.py"/>
        <source>In your last %n attempts</source>
        <translation>
            <numerusform>In one attempt</numerusform>
            <numerusform>In your last %n attempts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/distinctions_card.py"/>
        <source>Attempts with fewer than %n sorted statements of a category are counted together.</source>
        <translation>
            <numerusform>Attempts with fewer than %n sorted statement of a category are counted together.</numerusform>
            <numerusform>Attempts with fewer than %n sorted statements of a category are counted together.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/distinctions_card.py"/>
        <source>Not enough yet to show a trend. A line starts once you have sorted %n statements of a category.</source>
        <translation>
            <numerusform>Not enough yet to show a trend. A line starts once you have sorted %n statement of a category.</numerusform>
            <numerusform>Not enough yet to show a trend. A line starts once you have sorted %n statements of a category.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvidenceView</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Select %n sentences in the passage.</source>
        <translation>
            <numerusform>Select %n sentence in the passage.</numerusform>
            <numerusform>Select %n sentences in the passage.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Choose only from paragraphs {numbers}.</source>
        <translation>
            <numerusform>Choose only from paragraph {numbers}.</numerusform>
            <numerusform>Choose only from paragraphs {numbers}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>You have already selected %n. Remove one first.</source>
        <translation>
            <numerusform>You have already selected %n. Remove one first.</numerusform>
            <numerusform>You have already selected %n. Remove one first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>%n of {all} selected</source>
        <translation>
            <numerusform>%n of {all} selected</numerusform>
            <numerusform>%n of {all} selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>%n are not in the text at this reading level</source>
        <translation>
            <numerusform>%n is not in the text at this reading level</numerusform>
            <numerusform>%n are not in the text at this reading level</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExchangePages</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/shell/exchange_pages.py"/>
        <source>%n files</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/shell/exchange_pages.py"/>
        <source>%Ln questions were read. Look through them when you are done here.</source>
        <translation>
            <numerusform>%Ln question was read. Look at it when you are done here.</numerusform>
            <numerusform>%Ln questions were read. Look through them when you are done here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/shell/exchange_pages.py"/>
        <source>%Ln questions were imported.</source>
        <translation>
            <numerusform>%Ln question was imported.</numerusform>
            <numerusform>%Ln questions were imported.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FeedbackPanel</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/attempt/feedback_panel.py"/>
        <source>See places {numbers} in the passage.</source>
        <translation>
            <numerusform>See place {numbers} in the passage.</numerusform>
            <numerusform>See places {numbers} in the passage.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FinishPage</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>{answered} of %n answered.</source>
        <translation>
            <numerusform>{answered} of %n answered.</numerusform>
            <numerusform>{answered} of %n answered.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>%n of them only in part.</source>
        <translation>
            <numerusform>%n of them only in part.</numerusform>
            <numerusform>%n of them only in part.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>%n flagged.</source>
        <translation>
            <numerusform>%n flagged.</numerusform>
            <numerusform>%n flagged.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GlossaryLayer</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/passage/glossary_layer.py"/>
        <source>Word meanings: %n. {key} goes to the next one.</source>
        <translation>
            <numerusform>Word meanings: %n. {key} goes to it.</numerusform>
            <numerusform>Word meanings: %n. {key} goes to the next one.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GradebookModel</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/gradebook_model.py"/>
        <source>%n missing</source>
        <translation>
            <numerusform>%n missing</numerusform>
            <numerusform>%n missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/gradebook_model.py"/>
        <source>%n to rate</source>
        <translation>
            <numerusform>%n to rate</numerusform>
            <numerusform>%n to rate</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GradebookSaving</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/gradebook_saving.py"/>
        <source>%n results wait for a rating and are left empty.</source>
        <translation>
            <numerusform>%n result waits for a rating and is left empty.</numerusform>
            <numerusform>%n results wait for a rating and are left empty.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GradebookSection</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Rate %n…</source>
        <translation>
            <numerusform>Rate %n…</numerusform>
            <numerusform>Rate %n…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>For all %n</source>
        <translation>
            <numerusform>For all %n</numerusform>
            <numerusform>For all %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>For the %n chosen</source>
        <translation>
            <numerusform>For the %n chosen</numerusform>
            <numerusform>For the %n chosen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>%n files of feedback are in {folder}.</source>
        <translation>
            <numerusform>%n file of feedback is in {folder}.</numerusform>
            <numerusform>%n files of feedback are in {folder}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HandedInCard</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>Decide about %n files…</source>
        <translation>
            <numerusform>Decide about %n file…</numerusform>
            <numerusform>Decide about %n files…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>Still missing: %n of {all}</source>
        <translation>
            <numerusform>Still missing: %n of {all}</numerusform>
            <numerusform>Still missing: %n of {all}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>%n times</source>
        <translation>
            <numerusform>%n time</numerusform>
            <numerusform>%n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HighlightWordsView</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/highlight_words.py"/>
        <source>%n words selected</source>
        <translation>
            <numerusform>%n word selected</numerusform>
            <numerusform>%n words selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryModel</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/history_model.py"/>
        <source>{answered} of %n answered</source>
        <translation>
            <numerusform>{answered} of %n answered</numerusform>
            <numerusform>{answered} of %n answered</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>%n attempts found</source>
        <translation>
            <numerusform>%n attempt found</numerusform>
            <numerusform>%n attempts found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Saving… {done} of %n attempts read</source>
        <translation>
            <numerusform>Saving… {done} of %n attempt read</numerusform>
            <numerusform>Saving… {done} of %n attempts read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>The banks of %n attempts can no longer be read.</source>
        <translation>
            <numerusform>The bank of %n attempt can no longer be read.</numerusform>
            <numerusform>The banks of %n attempts can no longer be read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/exchange/import_page.py"/>
        <source>%n files</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/exchange/import_page.py"/>
        <source>Import %Ln questions</source>
        <translation>
            <numerusform>Import %Ln question</numerusform>
            <numerusform>Import %Ln questions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/exchange/import_page.py"/>
        <source>%n banks were imported: {titles}</source>
        <translation>
            <numerusform>%n bank was imported: {titles}</numerusform>
            <numerusform>%n banks were imported: {titles}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/exchange/import_page.py"/>
        <source>%n new banks: {titles}</source>
        <translation>
            <numerusform>%n new bank: {titles}</numerusform>
            <numerusform>%n new banks: {titles}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/exchange/import_page.py"/>
        <source>%n banks are there already: {titles}.</source>
        <translation>
            <numerusform>%n bank is there already: {titles}.</numerusform>
            <numerusform>%n banks are there already: {titles}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ItemCard</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>%n were asked</source>
        <translation>
            <numerusform>%n was asked</numerusform>
            <numerusform>%n were asked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>%n left it out</source>
        <translation>
            <numerusform>%n left it out</numerusform>
            <numerusform>%n left it out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>%n written answers are not rated yet; no figure here counts them.</source>
        <translation>
            <numerusform>%n written answer is not rated yet; no figure here counts it.</numerusform>
            <numerusform>%n written answers are not rated yet; no figure here counts them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>Not enough to tell if those who do well elsewhere do well here: at least %n learners with different marks are needed.</source>
        <translation>
            <numerusform>Not enough to tell if those who do well elsewhere do well here: at least %n learner is needed.</numerusform>
            <numerusform>Not enough to tell if those who do well elsewhere do well here: at least %n learners with different marks are needed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>%n answers</source>
        <translation>
            <numerusform>%n answer</numerusform>
            <numerusform>%n answers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>Look at this key: %n learners chose “{choice}”, and do better on the rest of the test ({rest}) than the {key_learners} who chose the key ({key_rest}).</source>
        <translation>
            <numerusform>Look at this key: %n learner chose “{choice}”, and does better on the rest of the test ({rest}) than the {key_learners} who chose the key ({key_rest}).</numerusform>
            <numerusform>Look at this key: %n learners chose “{choice}”, and do better on the rest of the test ({rest}) than the {key_learners} who chose the key ({key_rest}).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JournalAccess</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/learners/journal_access.py"/>
        <source>The file with earlier work is damaged. Attempts that could be saved: %n.</source>
        <translation>
            <numerusform>The file with earlier work is damaged. Attempts that could be saved: %n.</numerusform>
            <numerusform>The file with earlier work is damaged. Attempts that could be saved: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/learners/journal_access.py"/>
        <source>Attempts with a part that is lost: %n.</source>
        <translation>
            <numerusform>Attempts with a part that is lost: %n.</numerusform>
            <numerusform>Attempts with a part that is lost: %n.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LearnerFiles</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/learners/learner_files.py"/>
        <source>{name}: %n new attempts. Already here: {known}.</source>
        <translation>
            <numerusform>{name}: %n new attempt. Already here: {known}.</numerusform>
            <numerusform>{name}: %n new attempts. Already here: {known}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LearnersPage</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>{name} will be deleted, with %n attempts: all answers, notes and progress. This cannot be undone. If you might want it later, export it first.</source>
        <translation>
            <numerusform>{name} will be deleted, with %n attempt: all answers, notes and progress. This cannot be undone. If you might want it later, export it first.</numerusform>
            <numerusform>{name} will be deleted, with %n attempts: all answers, notes and progress. This cannot be undone. If you might want it later, export it first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>The guest will be deleted, with %n attempts: all answers, notes and progress. This cannot be undone. If you might want it later, export it first.</source>
        <translation>
            <numerusform>The guest will be deleted, with %n attempt: all answers, notes and progress. This cannot be undone. If you might want it later, export it first.</numerusform>
            <numerusform>The guest will be deleted, with %n attempts: all answers, notes and progress. This cannot be undone. If you might want it later, export it first.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LevelButton</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/library/level_button.py"/>
        <source>{level} (%Ln words)</source>
        <translation>
            <numerusform>{level} (%Ln word)</numerusform>
            <numerusform>{level} (%Ln words)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LibraryModel</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/library/library_model.py"/>
        <source>%n mistakes</source>
        <translation>
            <numerusform>%n mistake</numerusform>
            <numerusform>%n mistakes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/library/library_model.py"/>
        <source>%n questions found</source>
        <translation>
            <numerusform>%n question found</numerusform>
            <numerusform>%n questions found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/library/library_model.py"/>
        <source>%n questions</source>
        <translation>
            <numerusform>%n question</numerusform>
            <numerusform>%n questions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/library/library_model.py"/>
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/library/library_model.py"/>
        <source>about %n min to read</source>
        <translation>
            <numerusform>about %n min to read</numerusform>
            <numerusform>about %n min to read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LibraryPage</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/library/library_page.py"/>
        <source>%n banks found</source>
        <translation>
            <numerusform>%n bank found</numerusform>
            <numerusform>%n banks found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LibraryPages</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/shell/library_pages.py"/>
        <source>%n banks are in the library now.</source>
        <translation>
            <numerusform>%n bank is in the library now.</numerusform>
            <numerusform>%n banks are in the library now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/shell/library_pages.py"/>
        <source>%n files cannot be used: {files}. The library lists what is wrong with each of them.</source>
        <translation>
            <numerusform>%n file cannot be used: {files}. The library lists what is wrong with it.</numerusform>
            <numerusform>%n files cannot be used: {files}. The library lists what is wrong with each of them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/shell/library_pages.py"/>
        <source>{files} and %n more</source>
        <translation>
            <numerusform>{files} and %n more</numerusform>
            <numerusform>{files} and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LossModel</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/exchange/loss_model.py"/>
        <source>%n changes</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MarksCard</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Marks over time: %n attempts, the first {first} %, the last {last} %.</source>
        <translation>
            <numerusform>Marks over time: %n attempt, the first {first} %, the last {last} %.</numerusform>
            <numerusform>Marks over time: %n attempts, the first {first} %, the last {last} %.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MendPage</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>%n of {handed_in} would have different points:</source>
        <translation>
            <numerusform>%n of {handed_in} would have different points:</numerusform>
            <numerusform>%n of {handed_in} would have different points:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Changed: %n learners have different points. It can be taken back in the list of changes.</source>
        <translation>
            <numerusform>Changed: %n learner has different points. It can be taken back in the list of changes.</numerusform>
            <numerusform>Changed: %n learners have different points. It can be taken back in the list of changes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MissingNotice</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/passage/missing_notice.py"/>
        <source>%n of your highlights and notes are not in this version of the text. You’ll see them again at the reading level where you made them.</source>
        <translation>
            <numerusform>%n of your highlights and notes is not in this version of the text. You’ll see it again at the reading level where you made it.</numerusform>
            <numerusform>%n of your highlights and notes are not in this version of the text. You’ll see them again at the reading level where you made them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NamesForm</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>%n learners</source>
        <translation>
            <numerusform>%n learner</numerusform>
            <numerusform>%n learners</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Add %n learners</source>
        <translation>
            <numerusform>Add %n learner</numerusform>
            <numerusform>Add %n learners</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NumericView</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OpenResponseView</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>{given} of %n points</source>
        <translation>
            <numerusform>{given} of %n point</numerusform>
            <numerusform>{given} of %n points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>%n of {of} rated</source>
        <translation>
            <numerusform>%n of {of} rated</numerusform>
            <numerusform>%n of {of} rated</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>About {least} to %n words</source>
        <translation>
            <numerusform>About {least} to %n word</numerusform>
            <numerusform>About {least} to %n words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>At least about %n words</source>
        <translation>
            <numerusform>At least about %n word</numerusform>
            <numerusform>At least about %n words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>At most about %n words</source>
        <translation>
            <numerusform>At most about %n word</numerusform>
            <numerusform>At most about %n words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PackForm</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/library/pack_form.py"/>
        <source>All %n banks about this text</source>
        <translation>
            <numerusform>All %n bank about this text</numerusform>
            <numerusform>All %n banks about this text</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PageTabs</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/page_tabs.py"/>
        <source>Review, due today: %n</source>
        <translation>
            <numerusform>Review, due today: %n</numerusform>
            <numerusform>Review, due today: %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PaperSection</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>For the %n on paper</source>
        <translation>
            <numerusform>For the %n on paper</numerusform>
            <numerusform>For the %n on paper</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>For all %n</source>
        <translation>
            <numerusform>For all %n</numerusform>
            <numerusform>For all %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PassageCard</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/passage/passage_card.py"/>
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PointsCard</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>{month} · %n attempts</source>
        <translation>
            <numerusform>{month} · %n attempt</numerusform>
            <numerusform>{month} · %n attempts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QuestionCard</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/attempt/question_card.py"/>
        <source>%n points</source>
        <translation>
            <numerusform>%n point</numerusform>
            <numerusform>%n points</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QuestionChoice</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>%n questions are chosen</source>
        <translation>
            <numerusform>%n question is chosen</numerusform>
            <numerusform>%n questions are chosen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QuestionRows</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/editor/question_rows.py"/>
        <source>%n mistakes</source>
        <translation>
            <numerusform>%n mistake</numerusform>
            <numerusform>%n mistakes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/editor/question_rows.py"/>
        <source>%n findings</source>
        <translation>
            <numerusform>%n finding</numerusform>
            <numerusform>%n findings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QuizClock</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/attempt/quiz_clock.py"/>
        <source>%n minutes left.</source>
        <translation>
            <numerusform>%n minute left.</numerusform>
            <numerusform>%n minutes left.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/attempt/quiz_clock.py"/>
        <source>Time left: %n minutes</source>
        <translation>
            <numerusform>Time left: %n minute</numerusform>
            <numerusform>Time left: %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/attempt/quiz_clock.py"/>
        <source>Time: %n minutes</source>
        <translation>
            <numerusform>Time: %n minute</numerusform>
            <numerusform>Time: %n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RatingPage</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln word</numerusform>
            <numerusform>%Ln words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>%n of {count} rated</source>
        <translation>
            <numerusform>%n of {count} rated</numerusform>
            <numerusform>%n of {count} rated</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReadingAids</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/passage/reading_aids.py"/>
        <source>%n lines</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReadingLine</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/library/reading_line.py"/>
        <source>Reading banks: {done} of %Ln</source>
        <translation>
            <numerusform>Reading banks: {done} of %Ln</numerusform>
            <numerusform>Reading banks: {done} of %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/library/reading_line.py"/>
        <source>%Ln banks have not been read.</source>
        <translation>
            <numerusform>%Ln bank has not been read.</numerusform>
            <numerusform>%Ln banks have not been read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReopenCard</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/reopen_card.py"/>
        <source>%n minutes more</source>
        <translation>
            <numerusform>%n minute more</numerusform>
            <numerusform>%n minutes more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultsPage</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>All: %n</source>
        <translation>
            <numerusform>All: %n</numerusform>
            <numerusform>All: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Missed: %n</source>
        <translation>
            <numerusform>Missed: %n</numerusform>
            <numerusform>Missed: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Flagged: %n</source>
        <translation>
            <numerusform>Flagged: %n</numerusform>
            <numerusform>Flagged: %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultsSummary</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/results/results_summary.py"/>
        <source>{right} of %n right</source>
        <translation>
            <numerusform>{right} of %n right</numerusform>
            <numerusform>{right} of %n right</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResumeBar</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>%n more attempts are not finished</source>
        <translation>
            <numerusform>%n more attempt is not finished</numerusform>
            <numerusform>%n more attempts are not finished</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>Go on with them from the history</source>
        <translation>
            <numerusform>Go on with it from the history</numerusform>
            <numerusform>Go on with them from the history</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>%n questions are due</source>
        <translation>
            <numerusform>%n question is due</numerusform>
            <numerusform>%n questions are due</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Reviewed today: %n.</source>
        <translation>
            <numerusform>Reviewed today: %n.</numerusform>
            <numerusform>Reviewed today: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>%n questions that you missed can&apos;t be asked: they are no longer in the library.</source>
        <translation>
            <numerusform>%n question that you missed can&apos;t be asked: it is no longer in the library.</numerusform>
            <numerusform>%n questions that you missed can&apos;t be asked: they are no longer in the library.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>{right} of %n right on the first try.</source>
        <translation>
            <numerusform>{right} of %n right on the first try.</numerusform>
            <numerusform>{right} of %n right on the first try.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>{right} of %n right</source>
        <translation>
            <numerusform>{right} of %n right</numerusform>
            <numerusform>{right} of %n right</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Still due: %n.</source>
        <translation>
            <numerusform>Still due: %n.</numerusform>
            <numerusform>Still due: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>You were away for %n weeks.</source>
        <translation>
            <numerusform>You were away for %n week.</numerusform>
            <numerusform>You were away for %n weeks.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>%n questions waited.</source>
        <translation>
            <numerusform>%n question waited.</numerusform>
            <numerusform>%n questions waited.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>The rest comes over the next %n days.</source>
        <translation>
            <numerusform>The rest comes over the next day.</numerusform>
            <numerusform>The rest comes over the next %n days.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>%n more are due.</source>
        <translation>
            <numerusform>%n more is due.</numerusform>
            <numerusform>%n more are due.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>%n more are due. They can wait until tomorrow.</source>
        <translation>
            <numerusform>%n more is due. It can wait until tomorrow.</numerusform>
            <numerusform>%n more are due. They can wait until tomorrow.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>%n questions</source>
        <translation>
            <numerusform>%n question</numerusform>
            <numerusform>%n questions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RoomForm</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/room_form.py"/>
        <source>They pick one of the %n names of this class</source>
        <translation>
            <numerusform>They pick the one name of this class</numerusform>
            <numerusform>They pick one of the %n names of this class</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Rubric</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/rubric.py"/>
        <source>%n points</source>
        <translation>
            <numerusform>%n point</numerusform>
            <numerusform>%n points</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RulesCard</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>%n questions</source>
        <translation>
            <numerusform>%n question</numerusform>
            <numerusform>%n questions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>%n texts</source>
        <translation>
            <numerusform>%n text</numerusform>
            <numerusform>%n texts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>%n for each question</source>
        <translation>
            <numerusform>One for each question</numerusform>
            <numerusform>%n for each question</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>%n minutes</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RulesForm</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>%n minutes</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Up to %n</source>
        <translation>
            <numerusform>One</numerusform>
            <numerusform>Up to %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ScoreCard</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/results/score_card.py"/>
        <source>Mark them now</source>
        <translation>
            <numerusform>Mark it now</numerusform>
            <numerusform>Mark them now</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/results/score_card.py"/>
        <source>{answered} of %n questions answered</source>
        <translation>
            <numerusform>{answered} of %n question answered</numerusform>
            <numerusform>{answered} of %n questions answered</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/results/score_card.py"/>
        <source>All %n questions answered</source>
        <translation>
            <numerusform>Question answered</numerusform>
            <numerusform>All %n questions answered</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/library/search_bar.py"/>
        <source>%Ln questions found</source>
        <translation>
            <numerusform>%Ln question found</numerusform>
            <numerusform>%Ln questions found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/library/search_bar.py"/>
        <source>%Ln banks found</source>
        <translation>
            <numerusform>%Ln bank found</numerusform>
            <numerusform>%Ln banks found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimeCard</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/time_card.py"/>
        <source>{when}: {time}, %n attempts</source>
        <translation>
            <numerusform>{when}: {time}, %n attempt</numerusform>
            <numerusform>{when}: {time}, %n attempts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Transfer</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/editor/transfer.py"/>
        <source>%n things have to be fixed there.</source>
        <translation>
            <numerusform>%n thing has to be fixed there.</numerusform>
            <numerusform>%n things have to be fixed there.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UnderstandSection</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>%n learners have handed in.</source>
        <translation>
            <numerusform>%n learner has handed in.</numerusform>
            <numerusform>%n learners have handed in.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WorkCard</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>%n questions of “{title}” are not answered.</source>
        <translation>
            <numerusform>%n question of “{title}” is not answered.</numerusform>
            <numerusform>%n questions of “{title}” are not answered.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>{done} of %n parts done</source>
        <translation>
            <numerusform>One text to read</numerusform>
            <numerusform>{done} of %n parts done</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Marks were changed: %n questions were marked again.</source>
        <translation>
            <numerusform>Marks were changed: %n question was marked again.</numerusform>
            <numerusform>Marks were changed: %n questions were marked again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>{answered} of %n answered</source>
        <translation>
            <numerusform>{answered} of %n answered</numerusform>
            <numerusform>{answered} of %n answered</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Not begun · %n questions</source>
        <translation>
            <numerusform>Not begun · %n question</numerusform>
            <numerusform>Not begun · %n questions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Card</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>%n learners</source>
        <translation>
            <numerusform>%n learner</numerusform>
            <numerusform>%n learners</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Criterion</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>%n points</source>
        <translation>
            <numerusform>%n point</numerusform>
            <numerusform>%n points</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Figures</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/progress_page.py"/>
        <source>Banks finished</source>
        <translation>
            <numerusform>Bank finished</numerusform>
            <numerusform>Banks finished</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/progress_page.py"/>
        <source>Questions answered</source>
        <translation>
            <numerusform>Question answered</numerusform>
            <numerusform>Questions answered</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>quizapp</name>
    <message numerus="yes">
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>%n learners handed in.</source>
        <translation>
            <numerusform>%n learner handed in.</numerusform>
            <numerusform>%n learners handed in.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/assign.py"/>
        <source>%n learners still missing</source>
        <translation>
            <numerusform>%n learner still missing</numerusform>
            <numerusform>%n learners still missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/check.py"/>
        <source>%n files with settings for a room</source>
        <translation>
            <numerusform>%n file with settings for a room</numerusform>
            <numerusform>%n files with settings for a room</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/check.py"/>
        <source>%n banks</source>
        <translation>
            <numerusform>%n bank</numerusform>
            <numerusform>%n banks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/check.py"/>
        <location filename="../../quizapp/commands/import_.py"/>
        <location filename="../../quizapp/commands/list_banks.py"/>
        <location filename="../../quizapp/reports/bank_sheet.py"/>
        <location filename="../../quizapp/reports/paper_sheet.py"/>
        <source>%n questions</source>
        <translation>
            <numerusform>%n question</numerusform>
            <numerusform>%n questions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/check.py"/>
        <source>%n problems</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/check.py"/>
        <source>%n errors</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/check.py"/>
        <source>%n warnings</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/check.py"/>
        <source>%n findings are silenced.</source>
        <translation>
            <numerusform>%n finding is silenced.</numerusform>
            <numerusform>%n findings are silenced.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/class_.py"/>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>%n learners</source>
        <translation>
            <numerusform>%n learner</numerusform>
            <numerusform>%n learners</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/collect.py"/>
        <source>%n files: {new} new, {known} known, {failed} not collected.</source>
        <translation>
            <numerusform>%n file: {new} new, {known} known, {failed} not collected.</numerusform>
            <numerusform>%n files: {new} new, {known} known, {failed} not collected.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/export.py"/>
        <source>%n attempts of {name}: {file}</source>
        <translation>
            <numerusform>%n attempt of {name}: {file}</numerusform>
            <numerusform>%n attempts of {name}: {file}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/export.py"/>
        <source>The banks of %n attempts cannot be read anymore; their marks are left empty.</source>
        <translation>
            <numerusform>The bank of %n attempt cannot be read anymore; its marks are left empty.</numerusform>
            <numerusform>The banks of %n attempts cannot be read anymore; their marks are left empty.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/grades.py"/>
        <source>%n assignments</source>
        <translation>
            <numerusform>%n assignment</numerusform>
            <numerusform>%n assignments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/grades.py"/>
        <source>%n results wait for a rating and are left empty.</source>
        <translation>
            <numerusform>%n result waits for a rating and is left empty.</numerusform>
            <numerusform>%n results wait for a rating and are left empty.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/grades.py"/>
        <source>%n answers to rate</source>
        <translation>
            <numerusform>%n answer to rate</numerusform>
            <numerusform>%n answers to rate</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/grades.py"/>
        <source>These are %n levels.</source>
        <translation>
            <numerusform>This is %n level.</numerusform>
            <numerusform>These are %n levels.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/learners.py"/>
        <source>%n attempts</source>
        <translation>
            <numerusform>%n attempt</numerusform>
            <numerusform>%n attempts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/list_banks.py"/>
        <source>%n words</source>
        <translation>
            <numerusform>%n word</numerusform>
            <numerusform>%n words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/pack.py"/>
        <source>“{title}”, version {version}: %n banks</source>
        <translation>
            <numerusform>“{title}”, version {version}: %n bank</numerusform>
            <numerusform>“{title}”, version {version}: %n banks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/remark.py"/>
        <source>{count} of %n learners changed.</source>
        <translation>
            <numerusform>{count} of %n learner changed.</numerusform>
            <numerusform>{count} of %n learners changed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/remark.py"/>
        <source>{count} of %n learners would change. Do it with --yes.</source>
        <translation>
            <numerusform>{count} of %n learner would change. Do it with --yes.</numerusform>
            <numerusform>{count} of %n learners would change. Do it with --yes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/formats/telling.py"/>
        <source>{lines} and %n more</source>
        <translation>
            <numerusform>{lines} and %n more</numerusform>
            <numerusform>{lines} and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/shell/room_words.py"/>
        <source>%n names to pick from.</source>
        <translation>
            <numerusform>%n name to pick from.</numerusform>
            <numerusform>%n names to pick from.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/interchange/building.py"/>
        <source>It has %n gaps; {most} are the most.</source>
        <translation>
            <numerusform>It has %n gap; {most} are the most.</numerusform>
            <numerusform>It has %n gaps; {most} are the most.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/interchange/losses.py"/>
        <source>%n questions read: {carried} will be imported, {left_out} cannot.</source>
        <translation>
            <numerusform>%n question read: {carried} will be imported, {left_out} cannot.</numerusform>
            <numerusform>%n questions read: {carried} will be imported, {left_out} cannot.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/interchange/losses.py"/>
        <source>%n questions and texts read: {carried} will be imported, {left_out} cannot.</source>
        <translation>
            <numerusform>%n question or text read: {carried} will be imported, {left_out} cannot.</numerusform>
            <numerusform>%n questions and texts read: {carried} will be imported, {left_out} cannot.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/interchange/losses.py"/>
        <source>%n questions: {carried} will be written, {left_out} cannot.</source>
        <translation>
            <numerusform>%n question: {carried} will be written, {left_out} cannot.</numerusform>
            <numerusform>%n questions: {carried} will be written, {left_out} cannot.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/interchange/losses.py"/>
        <source>%n questions and texts: {carried} will be written, {left_out} cannot.</source>
        <translation>
            <numerusform>%n question or text: {carried} will be written, {left_out} cannot.</numerusform>
            <numerusform>%n questions and texts: {carried} will be written, {left_out} cannot.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/interchange/plain_texts.py"/>
        <source>%n links were left out; their words stay.</source>
        <translation>
            <numerusform>%n link was left out; its words stay.</numerusform>
            <numerusform>%n links were left out; their words stay.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/interchange/plain_texts.py"/>
        <source>%n HTML tags were left out; the words between them stay.</source>
        <translation>
            <numerusform>%n HTML tag was left out; the words around it stay.</numerusform>
            <numerusform>%n HTML tags were left out; the words between them stay.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/interchange/qti12_types.py"/>
        <source>%n responses in one question</source>
        <translation>
            <numerusform>%n response in one question</numerusform>
            <numerusform>%n responses in one question</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/interchange/qti12_types.py"/>
        <source>rounded to %n decimals</source>
        <translation>
            <numerusform>rounded to %n decimal</numerusform>
            <numerusform>rounded to %n decimals</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/interchange/word_document.py"/>
        <source>%n tables were left out.</source>
        <translation>
            <numerusform>%n table was left out.</numerusform>
            <numerusform>%n tables were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/interchange/word_document.py"/>
        <source>%n images were left out.</source>
        <translation>
            <numerusform>%n image was left out.</numerusform>
            <numerusform>%n images were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/interchange/word_document.py"/>
        <source>%n drawings or text boxes were left out.</source>
        <translation>
            <numerusform>%n drawing or text box was left out.</numerusform>
            <numerusform>%n drawings or text boxes were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/interchange/word_document.py"/>
        <source>%n footnotes were left out.</source>
        <translation>
            <numerusform>%n footnote was left out.</numerusform>
            <numerusform>%n footnotes were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/interchange/word_document.py"/>
        <source>%n formulas were left out.</source>
        <translation>
            <numerusform>%n formula was left out.</numerusform>
            <numerusform>%n formulas were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Not marked yet: questions {numbers}</source>
        <translation>
            <numerusform>Not marked yet: question {numbers}</numerusform>
            <numerusform>Not marked yet: questions {numbers}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Not done: questions {numbers}</source>
        <translation>
            <numerusform>Not done: question {numbers}</numerusform>
            <numerusform>Not done: questions {numbers}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Sorted right: {right} of %n statements</source>
        <translation>
            <numerusform>Sorted right: {right} of %n statement</numerusform>
            <numerusform>Sorted right: {right} of %n statements</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Often mixed up, in the last %n attempts</source>
        <translation>
            <numerusform>Often mixed up, in one attempt</numerusform>
            <numerusform>Often mixed up, in the last %n attempts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Underline %n sentences in the text, and write their numbers on the line.</source>
        <translation>
            <numerusform>Underline one sentence in the text, and write its number on the line.</numerusform>
            <numerusform>Underline %n sentences in the text, and write their numbers on the line.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write {least} to %n words or so.</source>
        <translation>
            <numerusform>Write {least} to %n word or so.</numerusform>
            <numerusform>Write {least} to %n words or so.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write at least %n words.</source>
        <translation>
            <numerusform>Write at least %n word.</numerusform>
            <numerusform>Write at least %n words.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write at most %n words.</source>
        <translation>
            <numerusform>Write at most %n word.</numerusform>
            <numerusform>Write at most %n words.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/paper_sheet.py"/>
        <source>%n minutes</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/paper_sheet.py"/>
        <source>%n minutes for each text</source>
        <translation>
            <numerusform>%n minute for each text</numerusform>
            <numerusform>%n minutes for each text</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/progress_text.py"/>
        <source>{points} in your last %n attempts ({percent}).</source>
        <translation>
            <numerusform>{points} in your last attempt ({percent}).</numerusform>
            <numerusform>{points} in your last %n attempts ({percent}).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/tables.py"/>
        <source>{count} of %n statements that belong to “{name}” were put into “{other}”.</source>
        <translation>
            <numerusform>{count} of %n statement that belongs to “{name}” was put into “{other}”.</numerusform>
            <numerusform>{count} of %n statements that belong to “{name}” were put into “{other}”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/tables.py"/>
        <source>%n statements were not sorted.</source>
        <translation>
            <numerusform>%n statement was not sorted.</numerusform>
            <numerusform>%n statements were not sorted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>You got {right} of %n right.</source>
        <translation>
            <numerusform>You got {right} of %n right.</numerusform>
            <numerusform>You got {right} of %n right.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>Look at the %n that are not fully right yet: the passage shows why.</source>
        <translation>
            <numerusform>Look at the one that is not fully right yet: the passage shows why.</numerusform>
            <numerusform>Look at the %n that are not fully right yet: the passage shows why.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>Look at the %n that are not fully right yet.</source>
        <translation>
            <numerusform>Look at the one that is not fully right yet.</numerusform>
            <numerusform>Look at the %n that are not fully right yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/words.py"/>
        <source>{earned} of %n points</source>
        <translation>
            <numerusform>{earned} of %n point</numerusform>
            <numerusform>{earned} of %n points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/words.py"/>
        <source>%n points</source>
        <translation>
            <numerusform>%n point</numerusform>
            <numerusform>%n points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/words.py"/>
        <source>%n of {of} are not answered yet</source>
        <translation>
            <numerusform>%n of {of} is not answered yet</numerusform>
            <numerusform>%n of {of} are not answered yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/words.py"/>
        <source>%n checks taken back</source>
        <translation>
            <numerusform>%n check taken back</numerusform>
            <numerusform>%n checks taken back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/words.py"/>
        <source>Right: {right} of the %n that you selected.</source>
        <translation>
            <numerusform>Right: {right} of the %n that you selected.</numerusform>
            <numerusform>Right: {right} of the %n that you selected.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/words.py"/>
        <source>%n tries are left.</source>
        <translation>
            <numerusform>%n try is left.</numerusform>
            <numerusform>%n tries are left.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/words.py"/>
        <source>%n points not marked yet</source>
        <translation>
            <numerusform>%n point not marked yet</numerusform>
            <numerusform>%n points not marked yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/working.py"/>
        <source>{earned} − {lost} for %n tries before = {left}</source>
        <translation>
            <numerusform>{earned} − {lost} for %n try before = {left}</numerusform>
            <numerusform>{earned} − {lost} for %n tries before = {left}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/working.py"/>
        <source>{earned} − {lost} for %n hints = {left}</source>
        <translation>
            <numerusform>{earned} − {lost} for %n hint = {left}</numerusform>
            <numerusform>{earned} − {lost} for %n hints = {left}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/working.py"/>
        <source>%n right answers</source>
        <translation>
            <numerusform>%n right answer</numerusform>
            <numerusform>%n right answers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/working.py"/>
        <source>%n places</source>
        <translation>
            <numerusform>%n place</numerusform>
            <numerusform>%n places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>%n questions are too many.</source>
        <translation>
            <numerusform>%n question is too many.</numerusform>
            <numerusform>%n questions are too many.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>%n questions: {skills}.</source>
        <translation>
            <numerusform>%n question: {skills}.</numerusform>
            <numerusform>%n questions: {skills}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>Evidence in {touched} of %n sentences.</source>
        <translation>
            <numerusform>Evidence in {touched} of %n sentence.</numerusform>
            <numerusform>Evidence in {touched} of %n sentences.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>You rate %n.</source>
        <translation>
            <numerusform>You rate %n.</numerusform>
            <numerusform>You rate %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>There are %n assignments “{name}”.</source>
        <translation>
            <numerusform>There is %n assignment “{name}”.</numerusform>
            <numerusform>There are %n assignments “{name}”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>There are %n learners named “{name}”.</source>
        <translation>
            <numerusform>There is %n learner named “{name}”.</numerusform>
            <numerusform>There are %n learners named “{name}”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/desk/gradebook.py"/>
        <source>There are %n questions “{id}”.</source>
        <translation>
            <numerusform>There is %n question “{id}”.</numerusform>
            <numerusform>There are %n questions “{id}”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/library.py"/>
        <source>{file} has %n mistakes.</source>
        <translation>
            <numerusform>{file} has a mistake.</numerusform>
            <numerusform>{file} has %n mistakes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/room.py"/>
        <source>The settings for the room, {file}, have %n mistakes, so Quizapp does not start.</source>
        <translation>
            <numerusform>The settings for the room, {file}, have %n mistake, so Quizapp does not start.</numerusform>
            <numerusform>The settings for the room, {file}, have %n mistakes, so Quizapp does not start.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>%n numbers from 1 to {most}, in the order of the letters, such as {example}, 0 for none; or letters with their numbers, such as A{most}</source>
        <translation>
            <numerusform>%n number from 1 to {most}, 0 for none; or the letter with its number, such as A{most}</numerusform>
            <numerusform>%n numbers from 1 to {most}, in the order of the letters, such as {example}, 0 for none; or letters with their numbers, such as A{most}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>%n letters from A to {last}, in the order of the numbers, such as {example}, 0 for none; or numbers with their letters, such as 1{last}</source>
        <translation>
            <numerusform>%n letter from A to {last}, 0 for none; or the number with its letter, such as 1{last}</numerusform>
            <numerusform>%n letters from A to {last}, in the order of the numbers, such as {example}, 0 for none; or numbers with their letters, such as 1{last}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>the words of the %n gaps in their order, with “;” between them and nothing for an empty one; or numbers of gaps with their words, such as 2 = …; 3 = …</source>
        <translation>
            <numerusform>the word of the gap</numerusform>
            <numerusform>the words of the %n gaps in their order, with “;” between them and nothing for an empty one; or numbers of gaps with their words, such as 2 = …; 3 = …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/terminal/showing.py"/>
        <source>({least} to %n words or so)</source>
        <translation>
            <numerusform>({least} to %n word or so)</numerusform>
            <numerusform>({least} to %n words or so)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/terminal/showing.py"/>
        <source>(at least %n words or so)</source>
        <translation>
            <numerusform>(at least %n word or so)</numerusform>
            <numerusform>(at least %n words or so)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/terminal/showing.py"/>
        <source>(at most %n words or so)</source>
        <translation>
            <numerusform>(at most %n word or so)</numerusform>
            <numerusform>(at most %n words or so)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>%n questions.</source>
        <translation>
            <numerusform>%n question.</numerusform>
            <numerusform>%n questions.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>The passage has %n words, {minutes}.</source>
        <translation>
            <numerusform>The passage has %n word, {minutes}.</numerusform>
            <numerusform>The passage has %n words, {minutes}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>%n questions not answered: {numbers}.</source>
        <translation>
            <numerusform>%n question not answered: {numbers}.</numerusform>
            <numerusform>%n questions not answered: {numbers}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>%n questions partly answered: {numbers}.</source>
        <translation>
            <numerusform>%n question partly answered: {numbers}.</numerusform>
            <numerusform>%n questions partly answered: {numbers}.</numerusform>
        </translation>
    </message>
</context>
</TS>
