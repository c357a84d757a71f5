<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>AccommodationWords</name>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>As for everybody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>{factor} × the time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>No time limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Questions and answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>One left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>As on the computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>As for everybody, locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Easier to read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>{level}, locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Colors of the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Cream</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>High contrast</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AlsoIn</name>
    <message>
        <location filename="../../quizapp/gui/library/also_in.py"/>
        <source>Also in:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/also_in.py"/>
        <source>Show this bank in {language}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AnnotationLayer</name>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_layer.py"/>
        <source>Highlighter on. Arrow keys move from sentence to sentence, Space highlights</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/passage/annotation_layer.py"/>
        <source>%n highlights</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/passage/annotation_layer.py"/>
        <source>%n notes on places</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_layer.py"/>
        <source>Not highlighted</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AnnotationList</name>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_list.py"/>
        <source>Your notes and highlights</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AnnotationPanel</name>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_panel.py"/>
        <source>Your notes and highlights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_panel.py"/>
        <source>Nothing yet. Select words in the passage to highlight them or to write a note.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_panel.py"/>
        <source>Show it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_panel.py"/>
        <source>Remove it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_panel.py"/>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AnnotationTool</name>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Highlighter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Highlighter colors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Note on a place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Your notes and highlights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Your last change to highlights and notes was undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Highlighter color: {color}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Highlighter on. Select words, or go through the sentences with arrow keys and Space.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Highlighter off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Highlighted, {color}: “{words}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Color chosen: {color}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Color changed: {color}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Highlight removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>You have %n highlights in this text. You can take this back with Ctrl+Z.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Remove all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Keep them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Remove all highlights?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>All highlights removed. Ctrl+Z takes that back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Note deleted. Ctrl+Z takes that back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Undo the last change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Remove all highlights…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Highlight this sentence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Highlight these words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Change the highlight to {color}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Remove this highlight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Write a note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>There are no highlights or notes in this text.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AnswerPanel</name>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Your remark to this answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Save the remark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Ctrl+Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Reason, for the list of changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Reason for these points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Set the points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Take back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Take back the points that were set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Other points for this answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>You set these points: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>of {points}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Say in a few words why. It is kept in the list of changes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Taken back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AssignForm</name>
    <message>
        <location filename="../../quizapp/gui/desk/assign_form.py"/>
        <source>Make and save…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assign_form.py"/>
        <source>Back to the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assign_form.py"/>
        <source>Rules of the assignment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assign_form.py"/>
        <source>New assignment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assign_form.py"/>
        <source>Choose questions: here you see how they cover the skills and the text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assign_form.py"/>
        <source>No skill named</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/assign_form.py"/>
        <source>%n questions: {skills}</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/assign_form.py"/>
        <source>Their evidence is in {touched} of %n sentences of the text.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assign_form.py"/>
        <source>Nothing on: {skills}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/assign_form.py"/>
        <source>You mark %n of them yourself.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AssignedSession</name>
    <message>
        <location filename="../../quizapp/gui/assignments/assigned.py"/>
        <source>This feedback is for {name}. It is kept here until {name} is learning.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/assigned.py"/>
        <source>This assignment was given back to {name}, who can go on with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/assigned.py"/>
        <source>This cannot be a name. Type your name, with at most 100 letters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/assignments/assigned.py"/>
        <source>Marks were changed: your teacher marked questions {numbers} again.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/assigned.py"/>
        <source>Time ran out. The answers you had given by then count.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/assigned.py"/>
        <source>Your last answers are not saved yet. Try again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/assigned.py"/>
        <source>Handed in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/assigned.py"/>
        <source>Time ran out. Your answers so far were handed in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/assigned.py"/>
        <source>Saved again in {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/assigned.py"/>
        <source>Writing the file…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AssignmentPages</name>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Hand in “{title}”?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Hand it in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Not yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Not handed in yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Your answers are kept. Choose where to save the file for your teacher.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Choose a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Hand in here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Save it again here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>What your teacher puts into this folder is offered above the library.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>This computer looks for assignments in {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Choose another folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Stop looking there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Leave it as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Folder for assignments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Look for assignments here</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AssignmentsSection</name>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Assignments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>New assignment…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Save the file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>The file that you hand out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Show in its folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Collect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Hand it to another class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Hand to another class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Handed in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Hand in by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Go to Classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>{count} of {all}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>nobody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>First make a class. Then you can hand something out to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Nothing is handed out yet. Choose questions with “{button}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>marks at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>marks after handing in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>marks when you release them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>%n questions</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>%n minutes for each text</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>up to %n tries</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>asks how sure they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>shuffled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>the text is hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>reading level “{level}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>the reading level is locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>others may type a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Folder for the file that you hand out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Hand out this file: {file}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AttemptCard</name>
    <message>
        <location filename="../../quizapp/gui/study/attempt_card.py"/>
        <source>Show it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/attempt_card.py"/>
        <source>Go on with it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/attempt_card.py"/>
        <source>Answer the questions that you left out. Your answers stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/attempt_card.py"/>
        <source>Go on with the rest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/attempt_card.py"/>
        <source>Its bank can no longer be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/attempt_card.py"/>
        <source>{answered} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/attempt_card.py"/>
        <source>Mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/attempt_card.py"/>
        <source>Answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/attempt_card.py"/>
        <source>Time taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/attempt_card.py"/>
        <source>Reading level</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AttemptPage</name>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>This answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>The whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Reading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Submission</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Learner before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Learner before (Ctrl+Page up)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Next learner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Next learner (Ctrl+Page down)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Gradebook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Back to the gradebook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>In the passage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Nothing from this learner is here anymore.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Text {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>handed in: {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>late</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>%n came in after the release</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>%n to rate</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>reopened, and not in again yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>released</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>not released</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Number {number}, {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>{submission} (counts)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>{submission} (after the release, does not count)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Came in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Reopened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Not begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Reading level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>It counts now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AttemptPages</name>
    <message>
        <location filename="../../quizapp/gui/shell/attempt_pages.py"/>
        <source>How text looks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/attempt_pages.py"/>
        <source>Looking back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/attempt_pages.py"/>
        <source>Results</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AttemptSession</name>
    <message>
        <location filename="../../quizapp/gui/attempt/session.py"/>
        <source>This bank has changed since you began. You’ll finish it as it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/session.py"/>
        <source>This bank has changed since you took it. Here it is as it was then.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BankDetail</name>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Skills</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Question types</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Take as a test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Read the passage, without questions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>About this text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Read the file again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Open in editor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>The file stays where it is, and so do your results. Open it again to bring it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Remove from the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Say how sure you are: the surer you are, the more you win if right and lose if wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>How to practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>One try for each question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Three tries for each question; each extra try costs a third of the points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Practice with Enter or a double click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>How to take the test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Just answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Take tests with Enter or a double click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Enter on a bank does this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Practice tells you after each question.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Practice gives you three tries; each extra try costs a third of the points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Practice asks how sure you are, and tells you after each question.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>A test shows your results at the end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>A test asks how sure you are, and shows your results at the end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>You have %n minutes for it.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Check this file: some of it may not say what you meant.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Passage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Questions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>How hard to read (estimate)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Author</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>License</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>line {line}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BankFiles</name>
    <message>
        <location filename="../../quizapp/gui/library/bank_files.py"/>
        <source>Question banks and assignments ({endings})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_files.py"/>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_files.py"/>
        <source>Open a file</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BankList</name>
    <message>
        <location filename="../../quizapp/gui/library/bank_list.py"/>
        <source>Banks</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BarChart</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/kit/bar_chart.py"/>
        <source>%Ln min</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/kit/bar_chart.py"/>
        <source>%Ln h</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BugReports</name>
    <message>
        <location filename="../../quizapp/gui/shell/bug_report.py"/>
        <source>Something went wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/bug_report.py"/>
        <source>Something in the program is broken. You can go on. If it happens again, please report this text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/bug_report.py"/>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/bug_report.py"/>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CardSplit</name>
    <message>
        <location filename="../../quizapp/gui/attempt/card_split.py"/>
        <source>Passage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/card_split.py"/>
        <source>Show the passage (F6)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/card_split.py"/>
        <source>Question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/card_split.py"/>
        <source>Show the question (F6)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CategorizeView</name>
    <message>
        <location filename="../../quizapp/gui/answers/categorize.py"/>
        <source>Category {number} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/categorize.py"/>
        <source>Statement {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/categorize.py"/>
        <source>Press 1–{last} to sort one by one, Enter to go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/categorize.py"/>
        <source>It’s here now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/categorize.py"/>
        <source>{statement}: put into {category}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CenteredCard</name>
    <message>
        <location filename="../../quizapp/gui/kit/centered_card.py"/>
        <source>Page</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CertaintyRow</name>
    <message>
        <location filename="../../quizapp/gui/attempt/certainty_row.py"/>
        <source>How sure are you?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/certainty_row.py"/>
        <source>Choose one, then check.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/certainty_row.py"/>
        <source>If you don’t say, “{name}” counts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/certainty_row.py"/>
        <source>{stakes}; choice {number} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/certainty_row.py"/>
        <source>Alt+{number}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChangesPage</name>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Also show what was handed in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Who</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Nothing was changed yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Reason for taking it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Take it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Reading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>It was right before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Changes to “{title}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>{what} (taken back)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Another key or other points: {question}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Another answer is right too: {question}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Full points for all: {question}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Left out: {question}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>{name}: points by the marking again: {question}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>{name}: points set to {points}: {question}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>{name}: remark to the whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>{name}: remark: {question}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>{name}: rated: {question}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Released for {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>{name}: reopened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>{name}: handed in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>{name}: counts, though it came in after the release</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>{name}: this program is accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>{name}: this program is refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Taken back: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>A learner was deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>somebody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>This was taken back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>This cannot be taken back here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Taken back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChoiceView</name>
    <message>
        <location filename="../../quizapp/gui/answers/choice_view.py"/>
        <source>Option {number} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/choice_view.py"/>
        <source>Press A–{last} to choose, Enter to go on</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ClassView</name>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>The whole class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Marks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>How exactly this measures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Keys to look at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>By skill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Sure and right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>What was read as what</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Without a skill</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>%n questions</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Mean: {mean} %.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Mean: {mean} of {possible} points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Median: {median}. Half of the class has from {low} to {high}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Of one learner alone, nothing can be said about a class.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>mean {mean}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Learners</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>{range} percent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>{range} points</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>{range}: %n learners</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Stronger learners chose an answer other than the key. See why under “{page}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>No key looks wrong: on no question did learners who do well elsewhere choose a wrong answer more often than the key, beyond what chance explains. With few learners, a wrong key can go unseen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Too little to tell: at least {learners} learners must have been asked the same {items} questions or more, and must not all have earned the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Written answers that are not rated yet are in the way: {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Reliability (alpha)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>A learner’s score can be off by about {error} points either way: of {possible} points, that is {share}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>%n learners were not asked all questions, and are not counted here.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClassesSection</name>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>New class…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Add learners…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Print the list…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>A list of the names, to sign in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>More for this class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Reading level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Read aloud</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Wrong answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Text size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Colors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Learners</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Class</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>%n learners</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>No class yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Make a class: type the names of its learners, or paste them from a spreadsheet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Nobody is in this class yet. Add its learners.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Save the list as a PDF…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Rename the class…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Delete the class…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Rename {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>New name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>{name} is no longer in {room}. What was handed in stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Delete {name}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>{name} will be deleted from every class, with everything that was handed in and all marks. This cannot be undone. If you might want it later, save all records first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Delete forever</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>learner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Save all records of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Saved as {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Delete the class {name}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Its learners stay on the desk, in the other classes that they are in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Delete the class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Save the list as a PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>PDF files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>class</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CollectSection</name>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Collect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Choose a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Choose files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Watch a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Takes in whatever comes there, as long as the desk is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Stop watching</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Learner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Choose the folder or the stick where the answers are, or drop files here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Files of answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Folder with the answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Answers of Quizapp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>All files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Folder to watch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Watching {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>{done} of %n files</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>There is no file of answers there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>You have decided about this file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>%n files</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>%n new</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>%n known already</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>%n to decide</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>%n not taken in</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Known already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Handed in again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>An earlier one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Whose is it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Is it theirs?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Left out by you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Not from this desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Not for this desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Not whole yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Not a file of answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>From a newer Quizapp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Does not fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>{verdict}, late</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CrossOutButton</name>
    <message>
        <location filename="../../quizapp/gui/answers/parts/cross_out_button.py"/>
        <source>Bring back {option}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/parts/cross_out_button.py"/>
        <source>Cross out {option}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CrossingOut</name>
    <message>
        <location filename="../../quizapp/gui/attempt/crossing_out.py"/>
        <source>{option} crossed out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/crossing_out.py"/>
        <source>{option} brought back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DecideCard</name>
    <message>
        <location filename="../../quizapp/gui/desk/decide_card.py"/>
        <source>Whose is it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/decide_card.py"/>
        <source>Why, for your records (may stay empty)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/decide_card.py"/>
        <source>Why, for your records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/decide_card.py"/>
        <source>Count it as theirs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/decide_card.py"/>
        <source>Decide later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/decide_card.py"/>
        <source>“{name}” is not on the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/decide_card.py"/>
        <source>Handed in on {when} by this computer&apos;s clock. Whose is it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/decide_card.py"/>
        <source>Choose whose it is…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/decide_card.py"/>
        <source>Is this from {name}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/decide_card.py"/>
        <source>It came on {when}, from another program than {name}&apos;s files before. That is so if {name} changed computers, and also if somebody else used the name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/decide_card.py"/>
        <source>Yes, count it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/decide_card.py"/>
        <source>No, leave it out</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DeskPage</name>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Back to the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Password of the desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>The desk is being opened…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Assignments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Gradebook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Understand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Lock the desk now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Change the password…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Take the password off…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Set a password…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DeskPages</name>
    <message>
        <location filename="../../quizapp/gui/shell/desk_pages.py"/>
        <source>Teacher&apos;s desk</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DeskSection</name>
    <message>
        <location filename="../../quizapp/gui/desk/desk_section.py"/>
        <source>Sent to the printer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DistinctionGrid</name>
    <message>
        <location filename="../../quizapp/gui/kit/distinction_grid.py"/>
        <source>The class put it in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/distinction_grid.py"/>
        <source>You put it in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/distinction_grid.py"/>
        <source>It belongs to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/distinction_grid.py"/>
        <source>From “{name}”, put in “{column}”: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/distinction_grid.py"/>
        <source>right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/distinction_grid.py"/>
        <source>mixed up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/distinction_grid.py"/>
        <source>left out</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DistinctionsCard</name>
    <message>
        <location filename="../../quizapp/gui/study/distinctions_card.py"/>
        <source>Which categories</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/distinctions_card.py"/>
        <source>“{name}” taken for “{other}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/distinctions_card.py"/>
        <source>Common mix-ups over time: {mixups}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/distinctions_card.py"/>
        <source>In your last %n attempts</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/distinctions_card.py"/>
        <source>{count} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/distinctions_card.py"/>
        <source>{name} → {other}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/distinctions_card.py"/>
        <source>Attempts with fewer than %n sorted statements of a category are counted together.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/distinctions_card.py"/>
        <source>Not enough yet to show a trend. A line starts once you have sorted %n statements of a category.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/distinctions_card.py"/>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/distinctions_card.py"/>
        <source>Mix-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/distinctions_card.py"/>
        <source>How often</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/distinctions_card.py"/>
        <source>{words}: {count} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EvidenceLayer</name>
    <message>
        <location filename="../../quizapp/gui/passage/evidence_layer.py"/>
        <source>{number}, misled by: “{words}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/evidence_layer.py"/>
        <source>Misled by: “{words}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/evidence_layer.py"/>
        <source>{number}, evidence: “{words}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/evidence_layer.py"/>
        <source>Evidence: “{words}”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EvidenceView</name>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Go to the passage (F6)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Go to the passage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Selects it, or removes it if it is selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Select the sentence at the cursor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Your answer and the right sentences:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Enter or F6 to the passage, arrow keys and Space to select, Enter to go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>{before} and {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Select %n sentences in the passage.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Select one or more sentences in the passage.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Choose only from paragraphs {numbers}.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>You have already selected %n. Remove one first.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>First move the cursor to a sentence in the passage.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>%n of {all} selected</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Nothing selected yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>%n selected</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>%n are not in the text at this reading level</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Paragraph {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Not in the text at this reading level</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FeedbackPanel</name>
    <message>
        <location filename="../../quizapp/gui/attempt/feedback_panel.py"/>
        <source>Why: {explanation}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/feedback_panel.py"/>
        <source>Your teacher: {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/attempt/feedback_panel.py"/>
        <source>See places {numbers} in the passage.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/feedback_panel.py"/>
        <source>Right so far: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/feedback_panel.py"/>
        <source>Your answer stays, so you can change it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/feedback_panel.py"/>
        <source>Those stay; try the rest again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <location filename="../../quizapp/gui/passage/find_bar.py"/>
        <source>Find in the passage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/find_bar.py"/>
        <source>Previous place (Shift+F3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/find_bar.py"/>
        <source>Next place (F3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/find_bar.py"/>
        <source>Close (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FindLayer</name>
    <message>
        <location filename="../../quizapp/gui/passage/find_layer.py"/>
        <source>Not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/find_layer.py"/>
        <source>{number} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/find_layer.py"/>
        <source>Found: {place}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FindingsCard</name>
    <message>
        <location filename="../../quizapp/gui/study/findings_card.py"/>
        <source>Strong skills, and skills to practice</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FinishPage</name>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Questions that are unfinished, flagged, or have a note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Choose a question to go back to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Go back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Leave for now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Finish this practice?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Finish this test?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Hand in your work?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Finish this part?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Finish this review?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Hand it in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Finish this part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Finish and see the results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Go back to the assignment. You can go on later where you left off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Go back to the library. You can pick up later where you left off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>{answered} of %n answered.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>%n of them only in part.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>%n flagged.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Unanswered questions earn no points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Unanswered questions don’t count.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>If you don’t say how sure you are, “{name}” counts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>You cannot change your answers after that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>not answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>not right yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>didn’t say how sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>flagged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>note: {text}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Frame</name>
    <message>
        <location filename="../../quizapp/gui/shell/frame.py"/>
        <source>Drop it here to open it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GapFillView</name>
    <message>
        <location filename="../../quizapp/gui/answers/gap_fill.py"/>
        <source>Type in the gaps, Enter to go on</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GapText</name>
    <message>
        <location filename="../../quizapp/gui/answers/parts/gap_text.py"/>
        <source>(gap {number})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GapsView</name>
    <message>
        <location filename="../../quizapp/gui/answers/gaps_view.py"/>
        <source>Gap {number} of {count}, after “{words}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/gaps_view.py"/>
        <source>Gap {number} of {count}, before “{words}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/gaps_view.py"/>
        <source>Gap {number} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/gaps_view.py"/>
        <source>Left empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/gaps_view.py"/>
        <source>Gap {number}, right answer: {answer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/gaps_view.py"/>
        <source>Gap {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GlossaryLayer</name>
    <message>
        <location filename="../../quizapp/gui/passage/glossary_layer.py"/>
        <source>{word}: {meaning}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/passage/glossary_layer.py"/>
        <source>Words with a meaning: %n. Ctrl+D goes to the next one.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GradebookModel</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/gradebook_model.py"/>
        <source>%n missing</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_model.py"/>
        <source>reopened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_model.py"/>
        <source>to be decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_model.py"/>
        <source>late</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_model.py"/>
        <source>by the learner’s clock: {when}; came in: {came}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/gradebook_model.py"/>
        <source>%n to rate</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_model.py"/>
        <source>released</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_model.py"/>
        <source>missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_model.py"/>
        <source>All together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_model.py"/>
        <source>{name}, {title}: {text}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GradebookSection</name>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Order of the learners</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>In class order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>By name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Lowest marks first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Highest marks first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Most to do first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Marks, and what is to do, go by the assignment of the current cell.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Rate…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Release…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Save…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Reading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Reading… {done} of {count} assignments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>There is no class yet. Make one, and its marks will be shown here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Make a class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Nothing was handed out to {room} yet. Make an assignment, and its marks will be shown here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Make an assignment</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Rate %n…</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Nobody is in this class yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>What came in under the name {name} waits until you decide about it, on the page “{page}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Nothing has come in from {name} yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Nobody further down has handed in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Nobody further up has handed in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>For all %n</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>For {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>For the %n chosen</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Choose a folder: a file of feedback for each learner is written into it. Whoever opens it sees the marks, the key and your remarks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>It can be handed in until {time}, and the key tells the right answers to all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Release “{title}”?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Also as PDF, for those without the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Folder for the feedback</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>%n files of feedback are in {folder}.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>The reports as PDF are there too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>The reports as PDF are in {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Workbook for a spreadsheet (*.xlsx)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Table as text (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Data for other programs (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Gradebook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Save the gradebook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Saved as {file}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HandedInCard</name>
    <message>
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>Assignment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>Go to Assignments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>Learner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>Handed in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>Learners of this assignment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>Reopen…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>Let this learner go on with what was handed in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>Nothing is handed out yet, so nothing can come in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>Decide about %n files…</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>This class has nobody in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>Everybody has handed in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>Still missing: %n of {all}</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>late</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>reopened</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>%n times</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HeadCard</name>
    <message>
        <location filename="../../quizapp/gui/desk/head_card.py"/>
        <source>Back (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HeaderBar</name>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Smaller text (Ctrl+−)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Larger text (Ctrl++)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Menu: colors, clock, teacher&apos;s desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Who is learning: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Who is learning: {name} (Ctrl+L)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Opening…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Colors of the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Cream</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>High contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>How text looks, and what helps… (Ctrl+,)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Show the clock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Letters and digits choose answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <location filename="../../quizapp/gui/shell/welcome_page.py"/>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Folder for assignments…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Teacher&apos;s desk (Ctrl+T)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>The language of the system</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Open the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Open the guide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>On every page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>In the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>During practice and tests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Show this help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go back, or close a message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Make all text larger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Make all text smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Usual text size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Choose how text looks, and what helps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Change who is learning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go to the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go to the review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go to your progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go to the history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go to the teacher&apos;s desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Open a file, when no attempt is under way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Close Quizapp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Begin the chosen bank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go on where you stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Open what your teacher gave you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Remove an opened file from the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Choose the answer with this letter or number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Check the answer, or go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go to the previous question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go to the next question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go from the question to the passage, and back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Scroll the question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Flag the question to come back to it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Write a note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Show a hint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Cross out the option with the focus, or bring it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Cross out the option with this letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Undo the last check; in the passage, the last highlight or note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Say how sure you are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Move an item up or down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Make the passage larger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Make the passage smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Highlight what is selected in the passage, or the sentence; again: remove it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Write a note on what is selected in the passage, or on the sentence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go to the next highlight or note in the passage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go to the highlight or note before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Find in the passage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go to the next place that was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go to the place before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Change the reading level of the passage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Read the passage aloud, pause, or go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Read the question aloud, pause, or go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Read the next sentence aloud</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Read the sentence before aloud</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Stop reading aloud</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Turn the line ruler on or off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Show what the next marked word means</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Show what the marked word before means</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_pages.py"/>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_pages.py"/>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HelpSearch</name>
    <message>
        <location filename="../../quizapp/gui/shell/help_search.py"/>
        <source>Search the help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_search.py"/>
        <source>Search the help (Ctrl+F)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HighlightWordsView</name>
    <message>
        <location filename="../../quizapp/gui/answers/highlight_words.py"/>
        <source>Word {number} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/highlight_words.py"/>
        <source>Right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/highlight_words.py"/>
        <source>Wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/highlight_words.py"/>
        <source>Missed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/highlight_words.py"/>
        <source>Arrow keys move from word to word, Space selects, Enter to go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/highlight_words.py"/>
        <source>Select words in the sentence</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/highlight_words.py"/>
        <source>%n words selected</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HintList</name>
    <message>
        <location filename="../../quizapp/gui/attempt/hint_list.py"/>
        <source>Hint {number}: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/hint_list.py"/>
        <source>Another hint ({cost})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/hint_list.py"/>
        <source>Hint ({cost})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/hint_list.py"/>
        <source>{hint}: press H</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryModel</name>
    <message>
        <location filename="../../quizapp/gui/study/history_model.py"/>
        <source>Not finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/history_model.py"/>
        <source>{answered} of %n answered</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Search by bank (Ctrl+F)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Search the history by bank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Save the attempts that are listed here: as a report, a table or data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Save…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Save the history…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Attempts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>No attempt at a bank with these words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Nothing yet. Each bank that you take will be listed here, with your marks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Saving…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Report to print or file (*.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Table, one row an attempt (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Table, one row a question (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Data for other programs (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>History, {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Save the history</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Saving… {done} of %n attempts read</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Saved as {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>The banks of %n attempts can no longer be read.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImageDialog</name>
    <message>
        <location filename="../../quizapp/gui/kit/image_dialog.py"/>
        <source>Image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/image_dialog.py"/>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>InlineChoiceView</name>
    <message>
        <location filename="../../quizapp/gui/answers/inline_choice.py"/>
        <source>{word}: put into gap {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/inline_choice.py"/>
        <source>Press A–{last} to fill one gap after another, Enter to go on</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ItemCard</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>%n were asked</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>%n left it out</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>%n written answers are not rated yet; they are in no figure here.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>Points earned (facility)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>Goes with the rest of the test (item–rest)</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>Too little to tell if those who do well elsewhere do well here: at least %n learners are needed, with marks that differ.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>Time: {median}; half of the class took from {low} to {high}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>Sure and right</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>%n answers</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>Look at this key: %n learners chose “{choice}”, and do better on the rest of the test ({rest}) than the {key_learners} who chose the key ({key_rest}).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>What was answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>Other answers: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>What was chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>{text}: {count}, {share} of those who were asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>{text}: {count}, {share} of those who were asked; they earned {rest} of the rest of the test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>misreads the right place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>rests on another part of the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>has no support in the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>With the text and without</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>With the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>Without</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>The text is needed to answer this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>The text helps, but many can answer this without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>This can be answered without the text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>Too few have answered to tell whether the text is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>Gain by the text: {gain} ({low} to {high} %).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ItemList</name>
    <message>
        <location filename="../../quizapp/gui/desk/item_list.py"/>
        <source>Questions, what to talk about first</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ItemModel</name>
    <message>
        <location filename="../../quizapp/gui/desk/item_list.py"/>
        <source>{stem}: {facility} of the points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_list.py"/>
        <source>Look at this key</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JournalAccess</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/learners/journal_access.py"/>
        <source>The file with earlier work is damaged. Attempts that could be saved: %n.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/learners/journal_access.py"/>
        <source>Attempts of which a part is lost: %n.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/journal_access.py"/>
        <source>The damaged file is kept as {file}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LateBar</name>
    <message>
        <location filename="../../quizapp/gui/desk/late_bar.py"/>
        <source>This came in after the learner was told the key, so it does not count.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/late_bar.py"/>
        <source>Reason, for the list of changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/late_bar.py"/>
        <source>Reason why it counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/late_bar.py"/>
        <source>Let it count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/late_bar.py"/>
        <source>Say in a few words why. It is kept in the list of changes.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LayeredView</name>
    <message>
        <location filename="../../quizapp/gui/passage/layered_view.py"/>
        <source>Passage</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LearnerFiles</name>
    <message>
        <location filename="../../quizapp/gui/learners/learner_files.py"/>
        <source>{name} was exported to {file}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learner_files.py"/>
        <source>Everything was backed up in {file}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/learners/learner_files.py"/>
        <source>{name}: %n new attempts. Already here: {known}.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learner_files.py"/>
        <source>The backup is in place. What was there before is kept as {file}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LearnerPages</name>
    <message>
        <location filename="../../quizapp/gui/shell/learner_pages.py"/>
        <source>Learners</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/learner_pages.py"/>
        <source>You will see the results of “{title}”. Unanswered questions do not count.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/learner_pages.py"/>
        <source>You will see the results of “{title}”. Unanswered questions earn no points, and you cannot go on with it after that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/learner_pages.py"/>
        <source>End this attempt as it is?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/learner_pages.py"/>
        <source>End it, and show the results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/learner_pages.py"/>
        <source>Leave it as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/learner_pages.py"/>
        <source>“{title}” will no longer be offered here. Nothing is deleted: it stays in the history.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/learner_pages.py"/>
        <source>Set this attempt aside?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/learner_pages.py"/>
        <source>Set it aside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/learner_pages.py"/>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/learner_pages.py"/>
        <source>Save elsewhere…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LearnerRow</name>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Reading level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Text size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Colors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Read aloud</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Wrong answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Rename…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Take out of the class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>What was handed in stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Save all records…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>All that the desk keeps, in one file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Delete…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Delete the learner with all records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>A change counts for the files of assignments that you save from now on.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LearnersPage</name>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Each name has its own attempts and progress. There is no password, so nothing here is secret.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Type your name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Name: find it in the list, or add a new one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>A guest&apos;s work is deleted when the guest leaves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Go on as a guest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Rename…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Delete…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Save all of this learner&apos;s work in one file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>All learners: import, back up, restore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>All learners</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Ask who is learning at each start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Back to the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>There are no names yet. Type yours and press Enter, or go on as a guest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Saved work is still loading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>{name} — is learning now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>The guest who was here last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>The guest who stopped in “{title}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Begin as “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Go on as this guest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Go on as {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Rename {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>New name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Delete {name}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>{name} will be deleted, with %n attempts: all answers, notes and progress. This cannot be undone. If you might want it later, export it first.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Delete the guest?</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>The guest will be deleted, with %n attempts: all answers, notes and progress. This cannot be undone. If you might want it later, export it first.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Delete forever</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>learner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Export {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Learners of Quizapp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Import a learner…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Back up everything…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Restore a backup…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Import a learner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>quizapp backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Backups of Quizapp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Back up everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Restore a backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Restore a backup?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>The work of all learners will be as it was when {file} was made. What is here now is not deleted: it is moved to another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Restore it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Keep what is here</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Learning</name>
    <message>
        <location filename="../../quizapp/gui/learners/learning.py"/>
        <source>Guest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learning.py"/>
        <source>Saved work is still loading. Please try again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LeaveGuard</name>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>The disk does not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Not everything is saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Your last answers are not saved yet. If you leave now, they will be lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Save elsewhere…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Close anyway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Leave anyway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Go on answering</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Learners of Quizapp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Save elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Keep it as “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Keep it under a name…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Delete it and close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Delete it and leave</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Keep what you have done?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>You are here as a guest. A guest&apos;s work is deleted when the guest leaves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Keep it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Your name</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LetterButton</name>
    <message>
        <location filename="../../quizapp/gui/learners/letters_panel.py"/>
        <source>Only the letters from A to Z can be chosen. Press another key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/letters_panel.py"/>
        <source>Press a letter…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/letters_panel.py"/>
        <source>{what}: press a letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/letters_panel.py"/>
        <source>{what}: {letter}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LettersPanel</name>
    <message>
        <location filename="../../quizapp/gui/learners/letters_panel.py"/>
        <source>Letters and digits choose answers, and do what is listed here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/letters_panel.py"/>
        <source>To change a key, choose it and press another letter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/letters_panel.py"/>
        <source>Flag the question to come back to it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/letters_panel.py"/>
        <source>Write a note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/letters_panel.py"/>
        <source>Show a hint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/letters_panel.py"/>
        <source>Cross out the option with the focus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/letters_panel.py"/>
        <source>{letter} has something to do already: {what}. Press another letter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/letters_panel.py"/>
        <source>{letter}: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/letters_panel.py"/>
        <source>Where a question has an answer {letter}, it chooses that.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LevelButton</name>
    <message>
        <location filename="../../quizapp/gui/library/level_button.py"/>
        <source>Reading level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/level_button.py"/>
        <source>Level: {level}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/level_button.py"/>
        <source>Reading level: {level}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/level_button.py"/>
        <source>Choose how easy the text is to read. You can change it while you read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/library/level_button.py"/>
        <source>{level} (%Ln words)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LevelTool</name>
    <message>
        <location filename="../../quizapp/gui/passage/level_tool.py"/>
        <source>Reading level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/level_tool.py"/>
        <source>Reading level: {level}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/level_tool.py"/>
        <source>Reading level: {level} ({key})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/level_tool.py"/>
        <source>The text is now: {level}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LibraryModel</name>
    <message>
        <location filename="../../quizapp/gui/library/library_model.py"/>
        <source>last result: {score}, {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_model.py"/>
        <source>Without a text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_model.py"/>
        <source>Files with mistakes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_model.py"/>
        <source>You can use them once their mistakes are fixed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_model.py"/>
        <source>not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/library/library_model.py"/>
        <source>%n mistakes</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/library/library_model.py"/>
        <source>%n questions</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_model.py"/>
        <source>each question stands alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/library/library_model.py"/>
        <source>%Ln words</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/library/library_model.py"/>
        <source>about %n min to read</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LibraryPage</name>
    <message>
        <location filename="../../quizapp/gui/library/library_page.py"/>
        <source>Reading the banks…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_page.py"/>
        <source>No bank has these words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_page.py"/>
        <source>There are no banks yet. Open a file to add one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_page.py"/>
        <source>Search the banks (Ctrl+F)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_page.py"/>
        <source>Search the banks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_page.py"/>
        <source>Open a file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_page.py"/>
        <source>Open a bank from anywhere (Ctrl+O); or drop it on the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_page.py"/>
        <source>Last result: {score} · {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_page.py"/>
        <source>Last result: {score} · {when} · {language}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LibraryPages</name>
    <message>
        <location filename="../../quizapp/gui/shell/library_pages.py"/>
        <source>Library</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/shell/library_pages.py"/>
        <source>%n banks are in the library now.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/library_pages.py"/>
        <source>{title} is in the library now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/library_pages.py"/>
        <source>{title} is no longer in the library.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/library_pages.py"/>
        <source>{title} is no longer in the library. Its file is where it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/library_pages.py"/>
        <source>Put it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/shell/library_pages.py"/>
        <source>%n files cannot be used: {files}. The library lists what is wrong with each of them.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/library_pages.py"/>
        <source>{files} was not found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/library_pages.py"/>
        <source>{files} is a folder. Open a question bank in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/library_pages.py"/>
        <source>{files} is a picture, not a question bank.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/library_pages.py"/>
        <source>{files} has mistakes. They are listed in the library.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/shell/library_pages.py"/>
        <source>{files} and %n more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LineView</name>
    <message>
        <location filename="../../quizapp/gui/answers/line_view.py"/>
        <source>Your answer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LinkLayer</name>
    <message>
        <location filename="../../quizapp/gui/shell/help_links.py"/>
        <source>This page has links. Right and Left choose one, Enter opens it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LookPanel</name>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Colors of the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Cream</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>High contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Usual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Colors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Size of all texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Size of the passage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Font</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Lines of the passage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Space between lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Space between paragraphs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>{factor} × the letters’ size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Space between letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Space between words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>{percent} % more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>{percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Usual (75 letters)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Very short</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Short</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>As the window allows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Usual (serif passage)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>As in the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>When the harbor closed, the white tower stood empty for eleven years. Nobody lit the lamp.

Then a teacher asked for the key. Her class painted the door, and wrote down what the fishermen still knew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Sample of a passage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>How long did the tower stand empty?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <location filename="../../quizapp/gui/shell/main_window.py"/>
        <source>Your settings could not be read, so everything is as at first. The old file is now {file}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MarksCard</name>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Which bank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>All banks together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Not enough yet to show a trend.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Best: {percent} %, {when}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Each dot is an attempt. The line shows the marks of each month together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Marks over time: one attempt, {percent} %.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Marks over time: %n attempts, the first {first} %, the last {last} %.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MatchingView</name>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Your answer, right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Your answer, wrong. Right answer: {option}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Not answered. Right answer: {option}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Not answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Goes with {places}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Not needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Place {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Press A–{last} to fill the places, Space for a list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>{option} put into {place}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>{option} taken out of {place}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Put into {place}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>(used in {places})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Take out {option}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Choose an option</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Place {place}, empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Place {place}: {option}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Press the letter of an option, or Space for a list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Used in {places}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Option {number} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MeaningBubble</name>
    <message>
        <location filename="../../quizapp/gui/passage/meaning_bubble.py"/>
        <source>{word}: {meaning}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MendPage</name>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Mend a question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Another key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Accept this too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Full points for all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Leave it out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Other points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Points of the question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Why? Learners read it with their feedback.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>See what changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Change it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>After</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Who changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Reason and what would change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Answer the question as it is right. This takes the place of what was right so far. The author’s explanation was for the old key and is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Give the answer that is right too. It earns all of the points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Whoever has handed in has all of the points of this question.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>The question counts for nobody; its points are in no total.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>The question is worth so many points:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Say in a few words why. Learners read it with their feedback.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Working it out…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Nobody’s points change. It would count for whoever hands in from now on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>%n of {handed_in} would have other points:</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Changed: %n learners have other points. It can be taken back in the list of changes.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MultipleChoiceView</name>
    <message>
        <location filename="../../quizapp/gui/answers/multiple_choice.py"/>
        <source>Press A–{last} to choose or undo, Enter to go on</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NameCard</name>
    <message>
        <location filename="../../quizapp/gui/assignments/name_card.py"/>
        <source>Who are you?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/name_card.py"/>
        <source>Your name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/name_card.py"/>
        <source>Type your name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/name_card.py"/>
        <source>Names of the class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/name_card.py"/>
        <source>Pick your name. Your answers are handed in under it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/name_card.py"/>
        <source>Pick your name, or type it if it is not there. Your answers are handed in under it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/name_card.py"/>
        <source>No name of the class is like this. Ask your teacher.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/name_card.py"/>
        <source>Go on as {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/name_card.py"/>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NamesForm</name>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Name of the class, such as 7b</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Name of the class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Names, one a line. You can paste a column of a spreadsheet here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>All of them are new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Otherwise a name that you have in another class is the same learner, with the same records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>From a file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>A CSV or text file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>What was understood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Add learners to {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>New class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Nobody yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Type the names, paste them, or choose a file. Names stay as they are written. A first line such as “Name; Time; Text size” may say what the columns hold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>%n learners</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Make the class</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Add %n learners</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Tables and texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Names from a file</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Navigator</name>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator.py"/>
        <source>Questions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator.py"/>
        <source>Use the arrow keys to move along the questions, and Enter to open one</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NavigatorModel</name>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator_model.py"/>
        <source>not answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator_model.py"/>
        <source>partly answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator_model.py"/>
        <source>answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator_model.py"/>
        <source>not right yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator_model.py"/>
        <source>correct</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator_model.py"/>
        <source>partly correct</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator_model.py"/>
        <source>not correct</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator_model.py"/>
        <source>not marked yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator_model.py"/>
        <source>Question {number}, {state}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator_model.py"/>
        <source>{words}, flagged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator_model.py"/>
        <source>{words}, with a note</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NotePad</name>
    <message>
        <location filename="../../quizapp/gui/attempt/note_pad.py"/>
        <source>Your note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/note_pad.py"/>
        <source>Your note on this question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/note_pad.py"/>
        <source>You’ll see it again with your results. Press Esc to go back.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NotePanel</name>
    <message>
        <location filename="../../quizapp/gui/passage/note_panel.py"/>
        <source>You’ll see it again with your results. Press Esc to go back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/note_panel.py"/>
        <source>Delete the note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/note_panel.py"/>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/note_panel.py"/>
        <source>Your note on “{words}”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <location filename="../../quizapp/gui/kit/notice_bar.py"/>
        <source>Close this notice</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NumericView</name>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>Type a date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>Type a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>Type a date, Enter to go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>Type a number, Enter to go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>A date: the day, the name of the month, and the year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>A date: the day, the month, and the year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>A date: the month, the day, and the year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>A number, with a comma before any decimals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>A number, with a point before any decimals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>{units} or {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>{form}, with its unit: {units}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>{form}, in {units}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>Read as: {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>This doesn’t look like a date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>Add the unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>This doesn’t look like a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>Right answer: {answer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>%n days</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>{answer}, give or take {allowed}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OfferBar</name>
    <message>
        <location filename="../../quizapp/gui/assignments/offer_bar.py"/>
        <source>The assignment before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/offer_bar.py"/>
        <source>The next assignment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/offer_bar.py"/>
        <source>Your file is not where it belongs yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/offer_bar.py"/>
        <source>Hand it in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/offer_bar.py"/>
        <source>Your teacher has marked it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/offer_bar.py"/>
        <source>See the marks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/offer_bar.py"/>
        <source>Your teacher has given it back: you can go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/offer_bar.py"/>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/offer_bar.py"/>
        <source>Begun, and not handed in yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/offer_bar.py"/>
        <source>New from your teacher</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/offer_bar.py"/>
        <source>Open it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OpenResponseView</name>
    <message>
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>Your answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>Write your answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>Model answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>How does your answer compare?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>How your teacher rated it</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>{given} of %n points</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>%n of {of} rated</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>Press a number to give that many points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>Press Ctrl+Enter to go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>About {least} to %n words</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>At least about %n words</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>At most about %n words</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>%Ln words</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OptionCard</name>
    <message>
        <location filename="../../quizapp/gui/answers/parts/option_card.py"/>
        <source>Crossed out. {place}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OrderingView</name>
    <message>
        <location filename="../../quizapp/gui/answers/ordering.py"/>
        <source>Keep this order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/ordering.py"/>
        <source>{place} of {count}: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/ordering.py"/>
        <source>Tab to an item, Alt+↑ and Alt+↓ to move it, Enter to go on</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PageTabs</name>
    <message>
        <location filename="../../quizapp/gui/study/page_tabs.py"/>
        <source>Library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/page_tabs.py"/>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/page_tabs.py"/>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/page_tabs.py"/>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/page_tabs.py"/>
        <source>Review, due today: %n</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/page_tabs.py"/>
        <source>{page} ({keys})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PaperModel</name>
    <message>
        <location filename="../../quizapp/gui/desk/paper_model.py"/>
        <source>“{text}” is not a version. Type a letter from A to D.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_model.py"/>
        <source>Answers were typed in already. Type the letter of their version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_model.py"/>
        <source>First type the letter of the version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_model.py"/>
        <source>Version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_model.py"/>
        <source>handed in a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_model.py"/>
        <source>not saved yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_model.py"/>
        <source>is being saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_model.py"/>
        <source>saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_model.py"/>
        <source>nothing typed in yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PaperSection</name>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Assignment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Versions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>1 version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>2 versions, A and B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>3 versions, A to C</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>4 versions, A to D</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Sheets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Answer key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Feedback</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Enter goes to the next learner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Answers on paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Go to Assignments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>▣ handed in as a file · ✓ typed in and saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Save as PDF…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Print…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Nothing is handed out yet. Make an assignment; then you can print it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>This class has no learners, so no answers can be typed in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>{name} ({state})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>The answers came as a file; nothing can be typed over it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Type the letter of the version that stands on the sheet, and then the answers; - for none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>{name}, question {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>First type the letter of the version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>{name}, question {number}: {stem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>{name}, question {number}: {why} It is not saved yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Nobody has handed in yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>For {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>For the %n on paper</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>For all %n</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Feedback releases the marks: whoever gets it sees the marks, the key and your remarks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Release “{title}” on paper?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>PDF document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Print this file: {file}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PassageCard</name>
    <message>
        <location filename="../../quizapp/gui/passage/passage_card.py"/>
        <source>Find in the passage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/passage_card.py"/>
        <source>Passage: {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/passage_card.py"/>
        <source>Passage</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/passage/passage_card.py"/>
        <source>%Ln words</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PassageGutter</name>
    <message>
        <location filename="../../quizapp/gui/passage/passage_gutter.py"/>
        <source>Paragraph {number}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PassageImages</name>
    <message>
        <location filename="../../quizapp/gui/passage/passage_images.py"/>
        <source>Enlarge the image: {alt}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PassageToolBar</name>
    <message>
        <location filename="../../quizapp/gui/passage/tool_bar.py"/>
        <source>Tools for the passage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/tool_bar.py"/>
        <source>More tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/tool_bar.py"/>
        <source>{tool} ({key})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PasswordCard</name>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>New password, at least 6 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>The same again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Forgotten password…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Copy the code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>The desk is locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Forgotten password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Take it off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Set a password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Set it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Learners on this computer then cannot open the desk. It locks again whenever you leave it. The records themselves are not encrypted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Change the password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Change it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Take the password off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Write this code down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>I have written it down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>If you forget the password, only this code takes it off. It is shown only once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Back to the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>The two are not the same. Type the new password again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>The desk has no password now.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PauseCover</name>
    <message>
        <location filename="../../quizapp/gui/attempt/pause_cover.py"/>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/pause_cover.py"/>
        <source>The clock has stopped. Your answers are safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/pause_cover.py"/>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PenBar</name>
    <message>
        <location filename="../../quizapp/gui/passage/pen_bar.py"/>
        <source>Highlight: {color}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/pen_bar.py"/>
        <source>Write a note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/pen_bar.py"/>
        <source>Remove the highlight</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PointsCard</name>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>{when}: {points} ({percent} %)</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>{month} · %n attempts</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProfileDialog</name>
    <message>
        <location filename="../../quizapp/gui/learners/profile_dialog.py"/>
        <source>How text looks, and what helps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/profile_dialog.py"/>
        <source>How text looks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/profile_dialog.py"/>
        <source>Time and help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/profile_dialog.py"/>
        <source>Letter keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/profile_dialog.py"/>
        <source>{name} has this in practice, tests, reviews and assignments.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/profile_dialog.py"/>
        <source>You are a guest, so this is yours until you leave. With a name, you keep it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/profile_dialog.py"/>
        <source>Reset this page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/profile_dialog.py"/>
        <source>Use for new learners too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/profile_dialog.py"/>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/profile_dialog.py"/>
        <source>Everything on this page is as at first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/profile_dialog.py"/>
        <source>Guests and new learners begin with this.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProgressPage</name>
    <message>
        <location filename="../../quizapp/gui/study/progress_page.py"/>
        <source>Show as tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/progress_page.py"/>
        <source>Marks over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/progress_page.py"/>
        <source>Skills over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/progress_page.py"/>
        <source>Common mix-ups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/progress_page.py"/>
        <source>Time spent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/progress_page.py"/>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuestionCard</name>
    <message>
        <location filename="../../quizapp/gui/attempt/question_card.py"/>
        <source>Question {number} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/attempt/question_card.py"/>
        <source>%n points</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_card.py"/>
        <source>{points} points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_card.py"/>
        <source>all or nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_card.py"/>
        <source>Cross out options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_card.py"/>
        <source>Cross out options that can’t be right (X, or Shift and the letter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_card.py"/>
        <source>Read the question aloud</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_card.py"/>
        <source>Read the question aloud (Ctrl+F9)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_card.py"/>
        <source>Undo the last check (Ctrl+Z)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_card.py"/>
        <source>Show evidence</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuestionChoice</name>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Search questions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Search questions by their words, or by their bank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Skill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Difficulty so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Every skill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Every type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Any difficulty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Hard: up to 50 % right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Medium: 50 to 80 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Easy: 80 % and more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Questions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Choose none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>None of these questions has been answered yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>No question matches. Try other words or filters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>There is no bank in the library. Open one there first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>%n questions are chosen</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>None is chosen yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuestionDisplay</name>
    <message>
        <location filename="../../quizapp/gui/attempt/question_display.py"/>
        <source>Check again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_display.py"/>
        <source>Check answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_display.py"/>
        <source>Next question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_display.py"/>
        <source>Press Enter to go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_display.py"/>
        <source>not counted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_display.py"/>
        <source>{parts} and {last} are open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_display.py"/>
        <source>{part} is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_display.py"/>
        <source>{open}. Check again to have your answer marked as it is.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuestionImage</name>
    <message>
        <location filename="../../quizapp/gui/attempt/question_image.py"/>
        <source>Enlarge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_image.py"/>
        <source>Enlarge the image: {alt}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuestionList</name>
    <message>
        <location filename="../../quizapp/gui/results/question_list.py"/>
        <source>Questions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuestionModel</name>
    <message>
        <location filename="../../quizapp/gui/results/question_model.py"/>
        <source>Flagged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/question_model.py"/>
        <source>Press Enter to mark it now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuestionRows</name>
    <message>
        <location filename="../../quizapp/gui/results/question_row.py"/>
        <source>Mark it now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuizBar</name>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_bar.py"/>
        <source>Previous question (Alt+←)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_bar.py"/>
        <source>Flag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_bar.py"/>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_bar.py"/>
        <source>Pause: stop the clock and cover the question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_bar.py"/>
        <source>Next question (Alt+→)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_bar.py"/>
        <source>Flag this question to come back to it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_bar.py"/>
        <source>Write a note on this question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_bar.py"/>
        <source>{what} ({key})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuizClock</name>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_clock.py"/>
        <source>{time} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/attempt/quiz_clock.py"/>
        <source>%n minutes left.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/attempt/quiz_clock.py"/>
        <source>Time left: %n minutes</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/attempt/quiz_clock.py"/>
        <source>Time: %n minutes</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_clock.py"/>
        <source>Time left: less than a minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_clock.py"/>
        <source>Time: less than a minute</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuizPage</name>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_page.py"/>
        <source>Finish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_page.py"/>
        <source>Results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_page.py"/>
        <source>Image: {alt}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_page.py"/>
        <source>Your last check was undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_page.py"/>
        <source>Flagged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_page.py"/>
        <source>Flag removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_page.py"/>
        <source>You skipped question {number}. Alt+← goes back to it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RatingList</name>
    <message>
        <location filename="../../quizapp/gui/desk/rating_list.py"/>
        <source>Written answers</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RatingModel</name>
    <message>
        <location filename="../../quizapp/gui/desk/rating_list.py"/>
        <source>to rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_list.py"/>
        <source>rated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_list.py"/>
        <source>being saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_list.py"/>
        <source>not saved</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RatingPage</name>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Reading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Order of the answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Question by question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Learner by learner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Hide the names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Gradebook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Back to the gradebook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Model answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Rubric</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Your remark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Digits choose · Enter saves and goes on · Backspace goes back · R remark · M model answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Save and go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>There is no written answer to rate in this assignment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Answer {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>%Ln words</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>{name} · {number} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>%n of {count} rated</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Criterion {letter} has no level yet. Choose one, or skip with Alt+→.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>All written answers are rated.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReadAloud</name>
    <message>
        <location filename="../../quizapp/gui/attempt/read_aloud.py"/>
        <source>Read the passage aloud</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReadAloudBar</name>
    <message>
        <location filename="../../quizapp/gui/attempt/read_aloud_bar.py"/>
        <source>Pause reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/read_aloud_bar.py"/>
        <source>Sentence before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/read_aloud_bar.py"/>
        <source>Next sentence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/read_aloud_bar.py"/>
        <source>Stop reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/read_aloud_bar.py"/>
        <source>Reading speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/read_aloud_bar.py"/>
        <source>Go on reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/read_aloud_bar.py"/>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/read_aloud_bar.py"/>
        <source>Starting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/read_aloud_bar.py"/>
        <source>Reading aloud</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/read_aloud_bar.py"/>
        <source>Reading aloud is not installed yet. Close Quizapp and start it once with “python3 start.py speech”, or install “quizapp[speech]”. A teacher can do that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/read_aloud_bar.py"/>
        <source>This computer has no voice yet. Install the packages “speech-dispatcher” and “espeak-ng”, and try again. A teacher can do that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/read_aloud_bar.py"/>
        <source>This computer has no voice yet. Add one in the system’s settings, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/read_aloud_bar.py"/>
        <source>This computer has no voice for this language ({language}). Install the package “espeak-ng”, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/read_aloud_bar.py"/>
        <source>This computer has no voice for this language ({language}). Add one in the system’s settings, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/read_aloud_bar.py"/>
        <source>The voice of this computer has stopped. Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/read_aloud_bar.py"/>
        <source>Very slow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/read_aloud_bar.py"/>
        <source>Slow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/read_aloud_bar.py"/>
        <source>Usual speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/read_aloud_bar.py"/>
        <source>Fast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/read_aloud_bar.py"/>
        <source>Very fast</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReadingAids</name>
    <message>
        <location filename="../../quizapp/gui/attempt/reading_aids.py"/>
        <source>Line ruler</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/reading_aids.py"/>
        <source>Words with a meaning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/reading_aids.py"/>
        <source>Off</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/attempt/reading_aids.py"/>
        <source>%n lines</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReadingPage</name>
    <message>
        <location filename="../../quizapp/gui/library/reading_page.py"/>
        <source>Back to the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/reading_page.py"/>
        <source>Practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/reading_page.py"/>
        <source>About this text</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Recordings</name>
    <message>
        <location filename="../../quizapp/gui/learners/recordings.py"/>
        <source>Saved in {file}. Import it later under “{page}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/recordings.py"/>
        <source>Saved in {file}, except for what you began just now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/recordings.py"/>
        <source>Not saved yet: the questions are still being written. Please try again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RemarkField</name>
    <message>
        <location filename="../../quizapp/gui/desk/remark_field.py"/>
        <source>Remarks that are used again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/remark_field.py"/>
        <source>Use again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/remark_field.py"/>
        <source>Keep this remark for other answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/remark_field.py"/>
        <source>Keep no longer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReopenCard</name>
    <message>
        <location filename="../../quizapp/gui/desk/reopen_card.py"/>
        <source>What was handed in stays. The learner opens the file that you save here, and goes on where they stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/reopen_card.py"/>
        <source>Reason: it is shown to the learner, and kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/reopen_card.py"/>
        <source>More time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/reopen_card.py"/>
        <source>No extra time</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/reopen_card.py"/>
        <source>%n minutes more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/reopen_card.py"/>
        <source>Save the file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/reopen_card.py"/>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/reopen_card.py"/>
        <source>Reopen for {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/reopen_card.py"/>
        <source>Give this file to the learner: {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/reopen_card.py"/>
        <source>Folder for the file that reopens it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultsPage</name>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Show in the passage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Questions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Back to the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Print…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Save…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Take it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Go on with the rest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Practice what was missed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Back to the assignment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Show the question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Time ran out. The answers you had given by then count.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>All: %n</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Missed: %n</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Flagged: %n</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Your notes and highlights: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Saving…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Report to print or file (*.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Table for a spreadsheet (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Data for other programs (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Save the result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Saved as {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Sent to the printer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultsSummary</name>
    <message>
        <location filename="../../quizapp/gui/results/results_summary.py"/>
        <source>Summary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_summary.py"/>
        <source>Name on the printed report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_summary.py"/>
        <source>Optional</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_summary.py"/>
        <source>Your teacher says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_summary.py"/>
        <source>By skill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_summary.py"/>
        <source>How sure you were</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_summary.py"/>
        <source>How you sorted the statements</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/results/results_summary.py"/>
        <source>{right} of %n right</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_summary.py"/>
        <source>{points} by certainty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_summary.py"/>
        <source>Points by certainty are a second score, beside the one above: the surer you were, the more a right answer won, and the more a wrong one lost.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResumeBar</name>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>The newer one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>The older one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>Go on where you stopped (Ctrl+R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>Finish as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>Stop offering it here; nothing is deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>Set aside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>Show the history</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>%n more attempts are not finished</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>Go on with them from the history</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>Show the history: {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>Practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>stopped at question {number} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>Go on where you stopped: {title}, {detail}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Questions that you miss come here. Miss one again, and it comes back in a few minutes; get it right, and it comes back after a few days, then after weeks. If the bank has another question about the same words, you may get that one instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Questions a day, at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Start the review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Back to the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Questions a day, at most:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Looking for questions that are due…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>%n questions are due</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Nothing is due now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Nothing to review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>You have not missed any questions so far.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Reviewed today: %n.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>%n questions that you missed can&apos;t be asked: they are no longer in the library.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Done so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Review done</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>{right} of %n right on the first try.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>{right} of %n right</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Still due: %n.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Go on with the review</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>%n more are due.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>%n more are due. They can wait until tomorrow.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>%n questions</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Next: {count}, today from {time}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Next: {day}, {count}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Rubric</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/rubric.py"/>
        <source>%n points</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RulerLayer</name>
    <message>
        <location filename="../../quizapp/gui/passage/line_ruler.py"/>
        <source>Line ruler on. The Up and Down keys move it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RulesCard</name>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>Class {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>This is a test. Your teacher marks it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>This is a practice. Take your time, and learn from it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>This is a test. You see your marks after you have handed it in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>The text is hidden this time. Answer as well as you can without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>%n questions</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>{due}. That is over: what you hand in now is late.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>Hand in by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>Questions</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>{questions}, about %n texts</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>Tries</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>%n for each question</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>How sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>You say how sure you are; wrong and sure costs points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>Marks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>After each question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>After you have handed in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>When your teacher gives them out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>Reading level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>Your teacher has chosen it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>Allowed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>No tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>For you, one wrong answer is left out of each question that has enough.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>All of them: only your teacher has the key, so none can be left out here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>Answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>As much as you need</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>As much as you need (for you, there is no limit)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>{time} for each text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>{time} (your own time)</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>%n minutes</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RulesForm</name>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Marks and answers are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Time for each text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Tries at a question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Reading level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>No limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>%n minutes</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Up to %n</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Ask how sure they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Shuffle the questions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>A test gives no hints; practice may.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Others may type a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Hide the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>To see which questions can be answered without reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Lock the reading level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Learners can’t change it. Where you have set a level for a learner, that counts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Hand in by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Date and time to hand in by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Learners may use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>When I release them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>After handing in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>At once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>The file holds no answers. They stay on your desk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>The file holds the answers, so anyone who looks inside it can find them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>This date is over already.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SaveStatus</name>
    <message>
        <location filename="../../quizapp/gui/shell/save_status.py"/>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/save_status.py"/>
        <source>Saving…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/save_status.py"/>
        <source>Not saved</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScoreCard</name>
    <message>
        <location filename="../../quizapp/gui/results/score_card.py"/>
        <source>Read at: {levels}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/score_card.py"/>
        <source>Time taken: {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/results/score_card.py"/>
        <source>Mark them now</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/results/score_card.py"/>
        <source>{answered} of %n questions answered</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/results/score_card.py"/>
        <source>All %n questions answered</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SentenceLayer</name>
    <message>
        <location filename="../../quizapp/gui/passage/sentence_layer.py"/>
        <source>Selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/sentence_layer.py"/>
        <source>Your answer, right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/sentence_layer.py"/>
        <source>Your answer, wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/sentence_layer.py"/>
        <source>Right answer, not chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/sentence_layer.py"/>
        <source>Not selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/sentence_layer.py"/>
        <source>Sentence {number} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/sentence_layer.py"/>
        <source>Arrow keys move from sentence to sentence, Space selects a sentence or removes it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/sentence_layer.py"/>
        <source>Arrow keys move from sentence to sentence</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShortAnswerView</name>
    <message>
        <location filename="../../quizapp/gui/answers/short_answer.py"/>
        <source>Type your answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/short_answer.py"/>
        <source>Accepted: {answers}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/short_answer.py"/>
        <source>Type your answer, Enter to go on</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SkillsCard</name>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Skills over time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>{skill}: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Attempts with few questions on a skill are counted together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Skill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Share</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Study</name>
    <message>
        <location filename="../../quizapp/gui/study/study.py"/>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/study.py"/>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/study.py"/>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SupportPanel</name>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>{factor} × the time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>As the test says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>No time limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>Time for tests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>Texts begin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>As they were written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>Easier to read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>Read aloud in tests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>Nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>Questions and answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>Everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>Leave out one wrong answer of each question that has enough</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>This is yours in practice, tests and reviews, and results tell it. In work from your teacher, what your teacher has set counts.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TableView</name>
    <message>
        <location filename="../../quizapp/gui/answers/table.py"/>
        <source>Column {number} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/table.py"/>
        <source>Row {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/table.py"/>
        <source>Arrow keys move, Space chooses, 1–{last} choose and go down</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimeCard</name>
    <message>
        <location filename="../../quizapp/gui/study/time_card.py"/>
        <source>Week from {date}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/time_card.py"/>
        <source>{when}: {time}, %n attempts</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/time_card.py"/>
        <source>Time spent by week: {time} in all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/time_card.py"/>
        <source>Time spent by month: {time} in all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/time_card.py"/>
        <source>Week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/time_card.py"/>
        <source>Month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/time_card.py"/>
        <source>Attempts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/time_card.py"/>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TwoPartView</name>
    <message>
        <location filename="../../quizapp/gui/answers/two_part.py"/>
        <source>option {letter}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/two_part.py"/>
        <source>Answer part A, then Enter or Tab for part B</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UnderstandSection</name>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>Assignment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>The same without the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>The class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>As a table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>Changes…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>Mend this question…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>Question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>What to talk about first is at the top.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>Compare without the text…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>%n learners have handed in.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>The bands show how sure a figure is: 95 times in 100, such a band holds the true one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>With so few, all ranges are wide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>Nothing has come in yet that counts. Collect the answers first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>Collect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>There is no assignment yet. Make one, and what the class understood is here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>Make an assignment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>Working it out…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WholePanel</name>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Your remark to the whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Save the remark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Ctrl+Enter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WordBankView</name>
    <message>
        <location filename="../../quizapp/gui/answers/word_bank.py"/>
        <source>Words (you can use each more than once)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/word_bank.py"/>
        <source>Words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/word_bank.py"/>
        <source>{word}: put into gap {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/word_bank.py"/>
        <source>{word}: taken out of gap {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/word_bank.py"/>
        <source>Press A–{last} to fill one gap after another, Delete to empty one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/word_bank.py"/>
        <source>in gap {numbers}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/word_bank.py"/>
        <source>not used</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WorkCard</name>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Not you?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Save it again elsewhere…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Back to the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>You are {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Hand in again…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Hand in…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>“{title}” was not begun.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>%n questions of “{title}” are not answered.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>All questions are answered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>You cannot change your answers after that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Not handed in yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Given back to you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Handed in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Ready to hand in</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>{done} of %n parts done</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Your answers are kept, but the file is not where it belongs. Hand it in again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Your teacher says: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>You can go on with it, and hand it in again. What you handed in stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Handed in: {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>The file for your teacher: {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Your teacher marks it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Handed in too early? Ask your teacher to reopen it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>All parts are done. Hand it in, so that your teacher gets it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Your teacher says: {remark}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Marks were changed: %n questions were marked again.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>{answered} of %n answered</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Not begun · %n questions</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Begin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Under way · {answered}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>See the results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Not begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Done · {answered}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>See your answers</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Card</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>%n learners</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Criterion</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>%n points</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Figures</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/progress_page.py"/>
        <source>Banks finished</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/progress_page.py"/>
        <source>Questions answered</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/progress_page.py"/>
        <source>Time spent</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Nothing</name>
    <message>
        <location filename="../../quizapp/gui/study/progress_page.py"/>
        <source>Finish a bank, and you will see here how your marks change, and what you do well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/progress_page.py"/>
        <source>Nothing to show yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/progress_page.py"/>
        <source>Go to the library</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Part</name>
    <message>
        <location filename="../../quizapp/gui/answers/two_part.py"/>
        <source>does not count</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Remove: {sentence}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/ordering.py"/>
        <source>{place} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/ordering.py"/>
        <source>Move up: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/ordering.py"/>
        <source>Move down: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/ordering.py"/>
        <source>right place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/ordering.py"/>
        <source>belongs at {place}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>quizapp</name>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>Without a command, a window opens, and the banks in FILE… are added to the library. Commands work in the terminal:

  list         list the banks
  check        find mistakes in banks, with files and lines
  take         take a bank, or mark answers from a file
  convert      make banks from articles with STARC questions
  import       bring in questions of Moodle and other tools
  export-bank  write a bank for Moodle and other tools
  learners     list the learners
  export       write a learner&apos;s history to a file

For teachers:

  class        list, make and change classes
  assign       hand out banks or questions to a class
  collect      take in what learners handed in
  print        sheets, answer key and feedback as PDF
  grades       show grades, rate written answers, release marks
  analyze      show what a class understood
  remark       mend a wrong key, and compute marks anew
  desk         prepare the desk, lock it with a password

Examples:
  quizapp
  quizapp my-bank.yaml
  quizapp list
  quizapp check my-banks/
  quizapp take worcester-what-happened
  quizapp import moodle.xml --to my-banks
  quizapp export Ada --to ada.csv
  quizapp assign 7b worcester-what-happened --to /media/stick
  quizapp collect /media/stick
  quizapp COMMAND --help
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>or take a quiz in this terminal: quizapp take BANK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>The output cannot be written: the disk is full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>Reading quizzes: read a passage, answer questions, and see in the text why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>show the version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>the PostgreSQL that holds the records of the desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>a bank or an assignment to open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>there is no command and no file “{file}”; did you mean “{near}”?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>there is no command and no file “{file}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>There is no screen to open a window on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>Take a quiz in this terminal: quizapp take BANK (see quizapp list).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>PySide6 is not installed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>PySide6 cannot be loaded ({reason}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>The window needs {library}, which this system lacks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>On Debian or Ubuntu, type: {command}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>Type: {command}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>Shows the questions of an assignment, those first that a class has most to gain from talking about: how many points were
earned (facility), whether those who do well elsewhere do well here (discrimination), what each option drew. Each figure
comes with its 95 % interval; where too few handed in, nothing is said.

With --without, a sitting of the same questions without the text tells which questions need it.
{about}
Examples:
  quizapp analyze &quot;What happened&quot;
  quizapp analyze &quot;What happened&quot; --without &quot;What happened, text hidden&quot;
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>misreading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>other place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>no support</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>needs the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>the text helps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>can be answered without the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>unclear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>Shows what a class understood.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <location filename="../../quizapp/commands/grades.py"/>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>its title, or the beginning of its id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>the same questions, taken without the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>%n learners handed in.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>Mean: {mean} of {possible} points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>Reliability (alpha): {alpha}; error of a score: {error} points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>Skill {skill}: {percent}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>facility {percent}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>discrimination {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>look at this key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>gain by the text {percent} % ({verdict})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source> ({low} to {high})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <location filename="../../quizapp/gui/desk/figures.py"/>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <location filename="../../quizapp/gui/kit/chart.py"/>
        <location filename="../../quizapp/gui/paper/attempt_paper.py"/>
        <location filename="../../quizapp/reports/tables.py"/>
        <location filename="../../quizapp/reports/words.py"/>
        <source>{percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>{percent} ({low} to {high} %)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>Without anything, lists the assignments. With a class and banks, makes an assignment and writes NAME.quizassign, which
learners open. Questions about the same text are taken together. In a test whose marks you release yourself, which is
what you get if you say nothing else, the file holds no key: your desk keeps it.
With --plan, nothing is made: it lists the questions, and tells which skills they cover and how much of the text.

--again writes the file of an assignment anew, with those who are in the class now, or for another CLASS as a copy of
its own. --reopen gives an assignment that was handed in back to a learner.
{about}
Examples:
  quizapp assign 7b worcester-what-happened --minutes 30 --due &quot;2026-12-04 10:00&quot; --to /media/stick
  quizapp assign 7b worcester-what-happened bees.yaml --skill locate --skill interpret --plan
  quizapp assign 7b bees.yaml --question q1 --question q4 --practice --tries 3
  quizapp assign 7c --again &quot;What happened&quot;
  quizapp assign --reopen &quot;What happened&quot; --learner Ada --reason &quot;The battery was empty.&quot; --minutes 10
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>Hands out banks or questions to a class.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>the name of a class (see quizapp class)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>a bank&apos;s id (see quizapp list) or file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>its name; that of the first bank if none is given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>the folder of the file; here if not given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>which questions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>only this one; can be repeated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>only those with these words in their stem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>only of this skill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>only of this type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>only with this share of points so far, such as 0-60 (%%)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>tell what is chosen, and make nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>a practice, not a test; the key is in the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>when marks and key are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>tries for each question, in a practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>ask how sure the learner is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>time for each text; 0 for no limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>later is late: &quot;2026-12-04 10:00&quot;, in local time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>each learner has the questions in another order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>without hints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>without notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>without this tool</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>with this tool too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>hide the text, to see what needs it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>the reading level at which texts that have it begin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>learners cannot change the reading level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>somebody who is not in the class may type a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>afterwards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>write it anew, or hand it to CLASS too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>give it back to --learner, for a --reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>the learner whom it is reopened for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>why it is reopened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>--reopen needs --learner and --reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>name a BANK, or an assignment with --again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>It is on your desk all the same. Write its file elsewhere: quizapp assign --again {id} --to DIR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>No text has the level “{level}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <location filename="../../quizapp/commands/take.py"/>
        <source>Choose one of: {levels}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <location filename="../../quizapp/commands/take.py"/>
        <source>Leave --level out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>None of these banks has a question “{question}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>List them with --plan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>No question is like that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>Choose other words, skills, types or facilities.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>“{text}” is no range of percent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>Write it like 0-60.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>“{text}” is no date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>Write it like 2026-12-04 10:00.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>Hand out this file: {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>Nothing is handed out yet. To hand something out, type: quizapp assign CLASS BANK</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/assign.py"/>
        <source>%n learners still missing</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>all are in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/check.py"/>
        <source>Finds mistakes in banks, and tells the file, line and field of each, and how to fix it. Warnings are about lines that
can be read, but probably don&apos;t say what their author meant.
Banks that translate each other are held against each other, where they are checked together.

With --readability, you see how hard the texts are to read, by formulas for English, Spanish and Portuguese. These are
estimates: they count syllables, words and sentences, and know nothing of what is said.
Ends with 0 if there are no mistakes (warnings don&apos;t count), otherwise with 1.

Examples:
  quizapp check my-bank.yaml
  quizapp check my-banks/ --json
  quizapp check my-banks/ --readability
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/check.py"/>
        <source>Finds mistakes in banks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/check.py"/>
        <source>a bank, or a folder with banks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/check.py"/>
        <source>say how hard the texts are to read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/check.py"/>
        <source>How hard the texts are to read, by an estimate:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/check.py"/>
        <source>{text}: cannot be told; it has too few words, or there is no formula for its language.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/check.py"/>
        <location filename="../../quizapp/commands/convert.py"/>
        <source>%n banks</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/check.py"/>
        <location filename="../../quizapp/commands/convert.py"/>
        <location filename="../../quizapp/commands/import_.py"/>
        <location filename="../../quizapp/commands/list_banks.py"/>
        <location filename="../../quizapp/reports/paper_sheet.py"/>
        <source>%n questions</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/check.py"/>
        <source>%n problems</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/check.py"/>
        <source>%n warnings</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/check.py"/>
        <source>{read}: {found} found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/check.py"/>
        <source>{read}: nothing found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>Without a name, lists the classes; with one, shows the class. With --add a class that is not there is made.

Names are read from a text file with one name on each line, or from a .csv whose first line names the columns: name (or
first name and last name), and, where wanted, time (1, 1.25, 1.5, 2, no limit), read aloud (nothing, questions, all),
reading level (a level&apos;s id, and “, locked” to keep it), fewer options (yes, no), text size (such as 125%) and theme. A
name that a learner of another class has is the same learner; with --new it is somebody else.
{about}
Examples:
  quizapp class
  quizapp class 7b --add names.csv
  quizapp class 7b --learner &quot;Ada Lovelace&quot; --learner 李明
  quizapp class 7b --accommodate Ada time=1.5 theme=dark
  quizapp class 7b --rename-learner Ada &quot;Ada King&quot;
  quizapp class --export-learner Ada --to ada.json
  quizapp class --delete-learner Ada --yes
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>questions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>theme of the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>light theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>dark theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>cream theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>high contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>Lists, makes and changes classes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>the name of a class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>add the learners in a file; - reads what is typed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>add a learner; can be repeated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>who is added is nobody of another class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>take a learner out of the class; all records stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>give the class another name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>give a learner another name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>change an accommodation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>delete a class that was handed nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>write all that the desk keeps of a learner, to --to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>a .json file; one is replaced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>delete a learner with all records, with --yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>delete for good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>name the CLASS that is to be changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>--export-learner and --to belong together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>All records of {name}: {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>{name} would be deleted with everything that was handed in, on this desk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>Add --yes to do so; --export-learner keeps a copy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>{name} was deleted. Files on sticks and on learners&apos; computers are still there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>The class {name} was deleted; its learners are still on the desk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>There is no class yet. Make one: quizapp class NAME --add FILE</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/class_.py"/>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>%n learners</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <location filename="../../quizapp/reports/words.py"/>
        <source>no time limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>{factor} × time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>read aloud: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>level: {level}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>level locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>fewer options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>text {percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>Takes in the files of answers (.quizanswers) in folders and below them, or single files. Files are only read, and the
same one twice is one submission, so it can be done again at any time. Ends with 1 where a file could not be taken in.

Without a PLACE, lists what waits for you: answers under a name that is not on the list (--match says whose they are),
and answers that another program signed than before (--accept or --refuse). Each has an ID.
{about}
Examples:
  quizapp collect /media/stick
  quizapp collect shared/ late/Bees*.quizanswers --json
  quizapp collect
  quizapp collect --match 3f2a91c0 &quot;Ada Lovelace&quot;
  quizapp collect --accept 77b0e1d2 --reason &quot;new laptop&quot;
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>Takes in what learners handed in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>a folder or a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>these answers are this learner&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>the program that signed these answers is the learner&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>it is not; what it signs does not count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>why; it is kept in the audit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>decide first, or collect first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>There are no files of answers (.quizanswers) in there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>{file}: handed in late.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/collect.py"/>
        <source>%n files: {new} new, {known} known, {failed} not taken in.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>nobody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>Still missing for “{title}” ({room}): {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>Nothing waits for you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>“{title}”: {name} was signed by another program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>“{title}”: {name} is not on the list. Is it {near}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>“{title}”: {name} is not on the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/convert.py"/>
        <source>Makes banks from files of other tools, and writes each as ID.yaml into a folder. Banks that exist are replaced only
with --force. A file with mistakes gives no bank: each mistake is shown with its line and how to fix it. Ends with 0 if
all went well, otherwise with 1.

Formats:
  onestopqa   an article at three reading levels, with questions by the STARC scheme: one bank with all three

Examples:
  quizapp convert articles/*.txt --to my-banks
  quizapp convert article.txt --to my-banks --level elementary --force
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/convert.py"/>
        <source>Makes banks from files of other tools.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/convert.py"/>
        <source>a file to convert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/convert.py"/>
        <location filename="../../quizapp/commands/import_.py"/>
        <source>the folder for the banks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/convert.py"/>
        <source>the format; recognized if left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/convert.py"/>
        <source>only this level: %(choices)s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/convert.py"/>
        <location filename="../../quizapp/commands/import_.py"/>
        <source>replace banks that exist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/convert.py"/>
        <location filename="../../quizapp/commands/import_.py"/>
        <source>{to} is not a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/convert.py"/>
        <location filename="../../quizapp/commands/import_.py"/>
        <source>Name another one with --to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/convert.py"/>
        <source>{made} written: %n problems found.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/convert.py"/>
        <source>{made} written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>init      makes the desk&apos;s tables, or brings them to the newest version. In PostgreSQL it is run once by the owner of
          the database. It makes the role quizapp_desk too, which may do what a desk needs and no more; each teacher
          gets a login of that role, and sees their own classes and submissions alone.
password  sets a password, changes it, or takes it off: learners on a shared computer stay out of the desk.
{about}
Examples:
  quizapp desk password
  quizapp desk password --forgotten
  quizapp desk init --desk-url postgresql://owner@server/school
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>Prepares the desk, and locks it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>what to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>take the password off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>take it off with the code that was shown when it was set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>--remove and --forgotten are for: quizapp desk password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>The desk is ready: {where}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>The desk has no password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>Code: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>New password: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>The same again: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>The two are not the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>Nothing was changed: do it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>The desk is locked. If you forget the password, this code takes it off; write it down:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>The desk&apos;s tables are ready: {where}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>Give each teacher a login, as a superuser:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk_shared.py"/>
        <source>
The desk&apos;s records are in your data folder, or in the PostgreSQL that --desk-url, QUIZAPP_DESK_URL or the setting
desk_url names (put its password into ~/.pgpass). A desk with a password asks for it; QUIZAPP_DESK_PASSWORD can give it.
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk_shared.py"/>
        <source>the PostgreSQL that holds the desk&apos;s records, as postgresql://NAME@COMPUTER/DATABASE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk_shared.py"/>
        <source>Password of the desk: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export.py"/>
        <source>Writes all attempts of a learner to a file, the newest first: a .csv with a row for each attempt, or for each question
with --questions; or a .json with everything. Nothing else is changed, and the window can stay open. Unfinished attempts
are listed without marks. To save a report as PDF, use the window: History, Save….

Examples:
  quizapp learners
  quizapp export Ada --to ada.csv
  quizapp export Ada --to ada-questions.csv --questions
  quizapp export &quot;Ada Lovelace&quot; --to ada.json --search worcester
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export.py"/>
        <source>Writes a learner&apos;s history to a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export.py"/>
        <source>the name (see quizapp learners)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export.py"/>
        <source>a .csv or .json file; one is replaced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export.py"/>
        <source>a row for each question, in a .csv</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export.py"/>
        <source>only banks with these words in their title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export.py"/>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>say as JSON what was written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export.py"/>
        <source>the FILE of --to ends with .csv or .json; a PDF report is saved in the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export.py"/>
        <source>--questions is for a .csv; a .json has the questions anyway</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/export.py"/>
        <source>%n attempts of {name}: {file}</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/export.py"/>
        <source>The banks of %n attempts cannot be read anymore; their marks are left empty.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export_bank.py"/>
        <source>Writes a bank as a file that another tool reads. The passage goes along as a description before the questions. Whatever
the format cannot hold is told, and kept beside the file as NAME.report.md. A FILE that exists is replaced.

Formats, by the ending of FILE or with --as:
  moodle-xml   .xml     all types of questions but selected sentences; images go along
  gift         .gift    choices, true or false, typed answers, numbers, matching, essays
  aiken        .aiken   questions with one right option, and nothing else

Examples:
  quizapp list
  quizapp export-bank worcester-what-happened --to worcester.xml
  quizapp export-bank my-bank.yaml --to my-bank.txt --as gift
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export_bank.py"/>
        <source>Writes a bank for Moodle and other tools.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export_bank.py"/>
        <source>a file, or the id of a bank (see quizapp list)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export_bank.py"/>
        <source>the file to write</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export_bank.py"/>
        <source>the format: %(choices)s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export_bank.py"/>
        <source>the FILE of --to ends with one of {endings}; or name the format with --as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export_bank.py"/>
        <location filename="../../quizapp/commands/import_.py"/>
        <source>What was lost: {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>With a CLASS, prints its gradebook, or writes it to a .csv, .xlsx or .json file. With --of, shows one assignment: its
learners, the answers of one learner, or all written answers, and changes what a teacher changes: levels of a rubric,
points, remarks. Each change is kept in the audit. Learners see their marks once they are released: --release writes a
file of feedback for each of them.
{about}
Examples:
  quizapp grades 7b
  quizapp grades 7b --to grades.xlsx
  quizapp grades --of &quot;What happened&quot;
  quizapp grades --of &quot;What happened&quot; --written
  quizapp grades --of &quot;What happened&quot; --learner Ada --question essay --rate 2,1 --remark &quot;Well argued.&quot;
  quizapp grades --of &quot;What happened&quot; --learner Ada --question q3 --points 0.5 --reason &quot;Half of it was right.&quot;
  quizapp grades --of &quot;What happened&quot; --learner Ada --let-count 3f2a91c0 --reason &quot;The stick was lost.&quot;
  quizapp grades --of &quot;What happened&quot; --release --to /media/stick
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>Shows and changes grades, and releases them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>a file for a gradebook, a folder for feedback</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>list the written answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>this learner alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>the question that is changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>the level of each criterion, counted from 0, such as 2,1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>set the points; - leaves them to the marking again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>words to the answer, or to the whole without --question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>why points are set, or it counts; it is kept in the audit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>this submission counts, though it came in after the release</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>let learners see their marks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>name a CLASS, or an assignment with --of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>--let-count needs a --reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>name an assignment with --of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>name the --learner whose answer it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>name the --question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>--points needs a --reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/grades.py"/>
        <source>%n assignments</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>{earned} of {possible}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/grades.py"/>
        <source>%n answers to rate</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>late</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>by the learner’s clock: {when}; came in: {came}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <location filename="../../quizapp/commands/remark.py"/>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>reopened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>released</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>Nothing has come in yet. To collect it, type: quizapp collect PLACE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>no answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>after the release, does not count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>does not count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>number {number}, came in {when}: {counts}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>There is no written answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>not rated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>{name} has not handed in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>Collect the answers first: quizapp collect PLACE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>{name} wrote nothing there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>List what was written with --written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>There is not one submission “{let_count}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>Its id is shown with --of and --learner.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>“{text}” are no levels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>Write one for each criterion, such as 2,1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/grades.py"/>
        <source>These are %n levels.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>Write one for each criterion: {count} in all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>Feedback: {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>{name} answered on paper: print the feedback with quizapp print.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>{name} has a written answer that is not rated yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/import_.py"/>
        <source>Brings in questions of other tools: makes banks of them, and writes each as ID.yaml into a folder, with its images. The
format is found by what is in the file. Whatever could not be carried is told, and kept beside the banks as
NAME.report.md. Banks that exist are replaced only with --force. Ends with 0 if all went well, with 1 if a file could
not be imported.

Formats:
  Moodle XML   in Moodle: Question bank, Export, Moodle XML format
  GIFT         plain text: {~wrong =right}
  Aiken        plain text: A) … B) … ANSWER: B

A FILE may be a folder or a .zip with such files in it.

Examples:
  quizapp import questions.xml --to my-banks
  quizapp import *.gift.txt --to my-banks --force
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/import_.py"/>
        <source>Brings in questions of Moodle and other tools.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/import_.py"/>
        <source>a file, a .zip or a folder to import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/learners.py"/>
        <source>Lists the learners who have given a name, with the number of their attempts. Nothing is changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/learners.py"/>
        <source>Lists the learners.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/learners.py"/>
        <source>Nobody has entered a name yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/learners.py"/>
        <source>%n attempts</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/list_banks.py"/>
        <source>Lists the banks by passage. Banks with mistakes come last, with a list of the mistakes.
A bank that is there in several languages is listed once.
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/list_banks.py"/>
        <source>Lists the banks of the library.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/list_banks.py"/>
        <source>the language of banks that are there in several; yours if left out, such as en or es</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/list_banks.py"/>
        <source>There are no banks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/list_banks.py"/>
        <source>%n words</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/list_banks.py"/>
        <source>also in: {languages}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/list_banks.py"/>
        <source>With mistakes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>usage: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>positional arguments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>show this help message and exit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>%(prog)s: error: %(message)s
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>argument %(argument_name)s: %(message)s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>the following arguments are required: %s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>one of the arguments %s is required</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>not allowed with argument %s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>unrecognized arguments: %s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>expected one argument</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>expected at most one argument</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>expected at least one argument</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>ignored explicit argument %r</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>invalid %(type)s value: %(value)r</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>invalid choice: %(value)r (choose from %(choices)s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>invalid choice: %(value)r, maybe you meant %(suggestion)r? (choose from %(choices)s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>expected %s arguments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>Makes a PDF of an assignment to be printed: the text with numbered paragraphs and lines, and the questions in a form
that can be answered with a pencil. There are up to four versions, A to D, each in an order of its own, which is the
same at each printing. With --key, the teacher&apos;s answer key of these versions; it names the lines of sheets on the same
--paper. What was answered on paper is typed in at the desk, on its page Paper.

--feedback and --all give marks, key and remarks to learners on paper, and release them. Where FILE is a folder, each
learner has a file of their own there. With --class, the names of a class as a list.
{about}
Examples:
  quizapp print &quot;What happened&quot; --to sheets.pdf --versions A-D
  quizapp print &quot;What happened&quot; --to key.pdf --versions A-D --key
  quizapp print &quot;What happened&quot; --to ada.pdf --feedback Ada --paper Letter
  quizapp print &quot;What happened&quot; --to feedback/ --all
  quizapp print --class 7b --to names.pdf
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>Makes PDF files of an assignment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>its title or id (see quizapp assign)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>a .pdf file; one is replaced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>such as A-D or AC; A if not given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>the one of your country if not given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>the answer key in place of the sheets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>the marks of one learner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>the marks of all who have handed in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>the names of a class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>name an ASSIGNMENT, or a class with --class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>the FILE of --to ends with .pdf</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>Print this file: {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>“{text}” are no versions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>Write letters from A to D, such as AC or A-D.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>Shows what a change of a key would do to the marks: who changes, from what to what. With --yes it is done. Without a
change, lists the audit of the assignment; --undo takes back one of its entries, as --yes does it, and can be undone
itself. ANSWER is written as in an answers file (see quizapp take --help): B, [A, C], or {{1: forest}}.
{about}
Examples:
  quizapp remark &quot;What happened&quot;
  quizapp remark &quot;What happened&quot; --question q3 --key B --reason &quot;The key was a slip.&quot;
  quizapp remark &quot;What happened&quot; --question q3 --key B --reason &quot;The key was a slip.&quot; --yes
  quizapp remark &quot;What happened&quot; --question q4 --leave-out --reason &quot;Two readings are possible.&quot; --yes
  quizapp remark &quot;What happened&quot; --undo 12 --reason &quot;It was right after all.&quot; --yes
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>collected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>submission allowed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>signer decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>answer rated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>remarked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>points set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>mended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>entry undone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>learner deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>Mends a key, and computes marks anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>the question that is mended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>this is right, in the place of what was right so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>this is right too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>everybody has all points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>it counts for nobody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>it is worth so many points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>take back an entry of the audit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>do it; without, it is only shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>say how it is mended: --key, --accept, --full-marks, --leave-out or --points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>say why, with --reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>Nothing has come in, and nothing was changed yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>(no time)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source> (taken back)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>The right answer is: {answer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>Also right: {answer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/remark.py"/>
        <source>{count} of %n learners changed.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/remark.py"/>
        <source>{count} of %n learners would change. Do it with --yes.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/shared.py"/>
        <source>keep all your data in this folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/shared.py"/>
        <source>the language: en, es or pt_BR; the system&apos;s if not given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/shared.py"/>
        <source>print it as JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/shared.py"/>
        <source>there is no home folder for “{text}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>Takes a bank in the terminal: first the passage, then the questions. After each answer you see what is right, why, and
where it stands in the passage. Type h for a hint. A test with a time limit ends when the time is over.

With --tries, you can try again when an answer is wrong; each extra try costs a third of the points. With --certainty,
you say how sure you are: the surer you are, the more you win if right and lose if wrong.

With --answers, nothing is asked: the answers are read from a YAML file and marked. The file names questions by their
ids; letters follow the order in the bank&apos;s file, as they do in the results:

  why-pounds: A              # single_choice
  what-is-said: [A, B]       # multiple_choice
  vote: &quot;true&quot;               # true_false: true, false or not_stated
  sort-acts: {A: Marta}      # categorize
  sequence: [B, A, C, D]     # ordering, from first to last
  who: Marta                 # short_answer

Examples:
  quizapp take worcester-what-happened
  quizapp take my-bank.yaml --test
  quizapp take my-bank.yaml --tries 3
  quizapp take worcester-what-happened --bank-language es
  quizapp take my-bank.yaml --level easier
  quizapp take my-bank.yaml --answers answers.yaml --json
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>Takes a bank in the terminal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>the id of a bank in the library, or a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>print the results as JSON; questions go to stderr</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>take the bank in this language, if it is translated, such as en or es</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>show no results before the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>in practice: allow N tries for each question, from 1 to 9</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>say after each answer how sure you are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>read the passage at this level, by its id or name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>always shuffle in the same way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>mark the answers in this file, and ask nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>--tries is for practice: a test shows no results before the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>--certainty asks you something, but with --answers nothing is asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>--seed is for shuffling, but with --answers nothing is shuffled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>“{text}” is not a number from 1 to 9</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>“{title}” has no level “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>“{title}” has one level only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>The author of “{title}” lets nobody change the level.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/gaps.py"/>
        <source>Gap {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/gaps.py"/>
        <source>Gap {number}, after “{words}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/gaps.py"/>
        <source>Gap {number}, before “{words}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/gaps.py"/>
        <source>a map of gaps&apos; numbers to what goes into them, such as {1: …, 2: …}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/gaps.py"/>
        <source>the number of a gap, from 1 to {last}, each once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/level.py"/>
        <location filename="../../quizapp/gui/library/level_button.py"/>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Standard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/option.py"/>
        <source>a letter from {first} to {last}, or the text of an option</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/option.py"/>
        <source>a list of letters, such as [A, C]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/pairs.py"/>
        <source>a map of the letters of {parts} to {values}, such as {example}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/pairs.py"/>
        <location filename="../../quizapp/question_types/true_false.py"/>
        <source>one of: {choices}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/question.py"/>
        <source>above 0 and up to 1000</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/question.py"/>
        <source>from 0 to 1000</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/question.py"/>
        <source>from 0 to 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/text.py"/>
        <source>one has an invisible character, {character}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/text.py"/>
        <source>their accents are stored in two ways</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/text.py"/>
        <source>where one has {one}, the other has {other}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/typed_answer.py"/>
        <source>above 0 and up to 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/typed_answer.py"/>
        <location filename="../../quizapp/question_types/open_response.py"/>
        <source>a text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>No such file or directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>Permission denied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>Operation not permitted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>No space left on device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>Disk quota exceeded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>Read-only file system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>Not a directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>Is a directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>File exists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>Directory not empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>File name too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>File too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>Input/output error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>Device or resource busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>Too many open files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>assignment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <location filename="../../quizapp/formats/feedback_file.py"/>
        <location filename="../../quizapp/formats/reopening_file.py"/>
        <location filename="../../quizapp/services/assignment_feedback.py"/>
        <source>Ask your teacher for it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>This cannot be an assignment: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>Change that, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>its id or its time is none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>its title is empty, or has more than {most} characters or one that is not allowed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>the name of its class has more than {most} characters or one that is not allowed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>it has no text, or more than {most}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>its order is not that of its questions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>A test shows no marks while it is taken: show them after handing in, or when you release them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>The number of tries is from 1 to {most}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>Several tries need marks that are shown at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>Certainty is asked with one try: choose one of the two.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>The time limit is at most {most} minutes; 0 for none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>its level is none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>its date or its tools are none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>its class has more than {most} learners, or one of them twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>a name has more than {most} characters or one that is not allowed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>the time or the size of text of {name} is none of those known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>the reading level, the theme or the font of {name} is none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/bank_header.py"/>
        <location filename="../../quizapp/question_types/highlight_words.py"/>
        <source>from 1 to {most}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/bank_header.py"/>
        <source>level {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/bank_record.py"/>
        <source>bank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/bank_record.py"/>
        <source>Ask your teacher for the assignment again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <source>This {called} is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <source>This {called} is larger than {most}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <source>This is no {called} of Quizapp.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <location filename="../../quizapp/storage/backup.py"/>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>Choose another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <source>This {called} was made by a newer version of Quizapp.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <location filename="../../quizapp/services/desk/grading.py"/>
        <location filename="../../quizapp/storage/desk/records.py"/>
        <location filename="../../quizapp/storage/events.py"/>
        <source>Use the newest version of Quizapp.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <source>This {called} is damaged, or only part of it is here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <source>Copy it again. If that does not help: {what_to_do}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <source>it is not there anymore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <source>it is a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>it is not an ordinary file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <source>you may not read it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <source>it is larger than {most} MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <source>the disk did not give it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <source>{file} cannot be read: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/feedback_file.py"/>
        <source>file of feedback</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/feedback_file.py"/>
        <source>This feedback is for somebody else, or for another computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/feedback_file.py"/>
        <source>Open it where the answers were handed in, by the same learner.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/feedback_file.py"/>
        <source>This feedback is not from the teacher who handed out the assignment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>a GIF image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>a BMP image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>a TIFF image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>a PDF document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>an icon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>a JPEG XL image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>a JPEG 2000 image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>a Photoshop image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>a document or an archive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>an AVIF image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>a HEIC image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>an SVG drawing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>a web page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>something else</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/formats/native.py"/>
        <source>{lines} and %n more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/onestopqa.py"/>
        <source>question {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/onestopqa.py"/>
        <source>option c of question {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/question_reading.py"/>
        <location filename="../../quizapp/problems.py"/>
        <source>question {id}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/reopening_file.py"/>
        <source>reopening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/reopening_file.py"/>
        <source>This reopening is not from the teacher who handed out the assignment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/responses.py"/>
        <source>an answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/responses.py"/>
        <source>“{text}” is not {expected}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/responses.py"/>
        <source>Write it as in an answers file: B, or [A, C].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/submission_file.py"/>
        <source>file of answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/submission_file.py"/>
        <source>Let the learner hand in again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/submission_file.py"/>
        <source>This file of answers is not for this desk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/submission_file.py"/>
        <source>Collect it at the desk that handed out the assignment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/submission_file.py"/>
        <source>This file of answers was changed after it was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/choice_view.py"/>
        <location filename="../../quizapp/gui/answers/inline_choice.py"/>
        <location filename="../../quizapp/gui/answers/parts/pill_row.py"/>
        <source>Tried, not right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/parts/outcome.py"/>
        <source>Your answer, right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/parts/outcome.py"/>
        <source>Your answer, partly right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/parts/outcome.py"/>
        <source>Your answer, wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/parts/outcome.py"/>
        <source>Right answer, not chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/two_part.py"/>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>Partly correct</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/two_part.py"/>
        <location filename="../../quizapp/reports/words.py"/>
        <source>{earned} of {possible} points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>About this assignment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Your work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <location filename="../../quizapp/gui/paper/attempt_paper.py"/>
        <location filename="../../quizapp/gui/paper/sheet_paper.py"/>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>Questions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collecting.py"/>
        <source>{folder} is no longer there, so it is not watched now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collecting.py"/>
        <source>Plug the stick in again, or choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Collect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/figures.py"/>
        <source>{percent} % ({low} to {high} %)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/figures.py"/>
        <source>{value} ({low} to {high})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_model.py"/>
        <source>{earned} / {possible}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_table.py"/>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>Gradebook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <location filename="../../quizapp/reports/words.py"/>
        <source>There is no answer yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Answer the question as it is right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <location filename="../../quizapp/gui/paper/key_paper.py"/>
        <source>Question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <location filename="../../quizapp/reports/history_report.py"/>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>Skill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>Right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>{title} · all {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/release_words.py"/>
        <source>Written answers are not rated yet: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/release_words.py"/>
        <source>Not handed in yet: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/release_words.py"/>
        <source>Not released, as they answered on paper: {names}. Release these again, with PDF.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/release_words.py"/>
        <source>{names} and {count} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/dates.py"/>
        <source>{day}, {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/dates.py"/>
        <source>Yesterday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/dates.py"/>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/dates.py"/>
        <source>Tomorrow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/dates.py"/>
        <source>MMM yyyy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/dates.py"/>
        <source>d MMM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/open_locally.py"/>
        <source>{file} is no longer there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/open_locally.py"/>
        <source>There is no program here that opens {file}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <location filename="../../quizapp/gui/learners/recordings.py"/>
        <source>Who is learning?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>About this bank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/attempt_paper.py"/>
        <source>Started: {date}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/attempt_paper.py"/>
        <source>Your notes and highlights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/attempt_paper.py"/>
        <location filename="../../quizapp/gui/paper/key_paper.py"/>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>In the passage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/attempt_paper.py"/>
        <location filename="../../quizapp/gui/paper/key_paper.py"/>
        <location filename="../../quizapp/reports/feedback.py"/>
        <source>paragraph {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/key_paper.py"/>
        <source>Answer key: {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/key_paper.py"/>
        <source>For the teacher</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/key_paper.py"/>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/key_paper.py"/>
        <location filename="../../quizapp/gui/paper/sheet_paper.py"/>
        <source>Version {letter}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/key_paper.py"/>
        <source>Answers by version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/key_paper.py"/>
        <source>On the sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/key_paper.py"/>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Model answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/key_paper.py"/>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Right answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/key_paper.py"/>
        <source>Also</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/key_paper.py"/>
        <source>sentence {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/list_paper.py"/>
        <source>Class {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/list_paper.py"/>
        <location filename="../../quizapp/gui/paper/paper.py"/>
        <location filename="../../quizapp/gui/paper/sheet_paper.py"/>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/paper.py"/>
        <source>Page {page} of {pages}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/passage_writing.py"/>
        <location filename="../../quizapp/interchange/moodle_xml.py"/>
        <source>line {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/passage_writing.py"/>
        <source>lines {first}–{last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/printing.py"/>
        <source>The report cannot be printed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/printing.py"/>
        <source>Check the printer, or save it as a PDF instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/sheet_paper.py"/>
        <source>Date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/sheet_paper.py"/>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>Points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/first_instance.py"/>
        <source>Quizapp is already running with the folder {folder}, but does not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/first_instance.py"/>
        <source>Wait a moment, or close it, and start again. You can also name another folder with --data-dir.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/attempt_card.py"/>
        <source>About this attempt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/aiken.py"/>
        <source>it has no options such as “A) …”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/aiken.py"/>
        <source>its options are not lettered A, B, C and so on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/aiken.py"/>
        <source>its answer “{answer}” is none of its options.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/aiken.py"/>
        <location filename="../../quizapp/interchange/writing.py"/>
        <source>single choice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/aiken.py"/>
        <source>its text looks like an option.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/interchange/building.py"/>
        <source>It has %n gaps; {most} are the most.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/cloze.py"/>
        <location filename="../../quizapp/interchange/moodle_types.py"/>
        <source>it has no gaps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/gift.py"/>
        <location filename="../../quizapp/interchange/moodle_writing.py"/>
        <source>each right answer earns a part, each wrong one takes as much</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/gift_syntax.py"/>
        <source>there is a } without a { before it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/gift_syntax.py"/>
        <source>a { is never closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/gift_syntax.py"/>
        <source>there is more than one pair of braces.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/gift_syntax.py"/>
        <source>a pair has no -&gt;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/html_reading.py"/>
        <source>script</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/html_reading.py"/>
        <source>style</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/html_reading.py"/>
        <source>sound or video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/html_reading.py"/>
        <source>embedded page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/html_reading.py"/>
        <source>drawing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/html_reading.py"/>
        <source>control</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>left_out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Quizapp has no questions of the type “{type}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The format has no questions of the type “{type}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>not_understood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>This could not be read as a question: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>No answer is marked as right, so it cannot be marked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Several answers are fully right and one of them is enough; Quizapp has no such type.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>It has no text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>{what} {remedy}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The right answer has a * that stands for any letters; Quizapp has no such answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>“{text}” is no number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The gap “{text}” could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>A text that no question follows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>It has a text of more than {limit} characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Colors, fonts and other looks of the text are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Raised or lowered letters are written on the line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The words of a link stay; its address is left out ({address}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The cells of a table stand in lines, with | between them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>A list stands in lines, one for each entry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>A formula stays as it was typed; it is not typeset.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Emphasis is left out where it cannot be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Left out: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The words in &lt;{tag}&gt; stay; the tag is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Some of the look of the passage cannot be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Line ends become spaces.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>An image is left out: there is no place for it there ({name}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The file of an image is not there ({name}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>An image is left out: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The image has no alternative text; the name of its file stands for it ({name}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The caption of the image is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>A file is left out ({name}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>“{text}” earned {share} % of the points; now it earns none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The right answers counted differently; now each counts the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>“{text}” cost points in another way; now a wrong choice takes away as much as a right one gives.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>“{text}” cost points; now it earns none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The gaps counted differently; now each counts the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The answer “{text}” cost points; now it earns none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>A near answer with a part of the points is left out ({text}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>An answer with a * that stands for any letters is left out ({text}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The feedback on all other answers is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>It is marked in another way there ({way}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>All items are asked for, not {count} of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>A wrong unit made the answer lose a part of the points; now it makes it wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The points are left out ({points}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The weight in the total is left out ({weight}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Each hint costs the same there ({cost} of the points).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Answers are compared more strictly there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Capital letters make no difference there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>One question became {count}, as its parts are of several types.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>It has no rubric, so a simple one was added; a person marks it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>It has no model answer, so a note stands in its place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The rubric stands in the notes for whoever marks it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The rubric is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The model answer is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The advice on the number of words is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Feedback on an answer is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The feedback on all answers alike is left out: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The explanation is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The hints are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The origins of wrong answers are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The evidence is quoted in the explanation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The evidence of single answers is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The evidence is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The skill is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The points of the syllabus are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>A tag is left out ({tag}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Fixed places of single options are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Each option can be chosen more than once there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The order is shuffled there as the test says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>An answer that is expected to be wrong is left out ({text}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Of several words that are right in gap {gap}, the first stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Words of several groups are in one bank of words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Each word can be used more than once, as one word is right in several gaps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Each word to be selected stands for itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Only some words could be selected; now each can.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The units are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>An answer without its unit is right there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>A number is rounded ({text}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The format has no questions about dates.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>It becomes a question of the type “{type}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The setting “{name}” is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The ids of the questions are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The note about the text is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Description, author, license and time limit are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The language is left out ({language}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The other reading levels of the passage are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The words with a meaning are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The bank that this one translates is left out ({source}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The passage is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>An image of the passage is left out ({name}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>“{name}” is not understood, and left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>The file is of no format that can be imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/losses.py"/>
        <source>kept, but changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/losses.py"/>
        <source>left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/losses.py"/>
        <source>not understood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/losses.py"/>
        <source>Line {line}, a question without a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/losses.py"/>
        <source>A question without a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/losses.py"/>
        <source>Line {line}, “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/losses.py"/>
        <source>“{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/losses.py"/>
        <source>{read} read: {kept} imported as they were, {changed} with changes, {left_out} left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/losses.py"/>
        <source>{read} read: {kept} written as they were, {changed} with changes, {left_out} left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/losses.py"/>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>Left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/losses.py"/>
        <source>With changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/losses.py"/>
        <source>About the whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/moodle_types.py"/>
        <source>its answers are not true and false.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/moodle_types.py"/>
        <source>response template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/moodle_types.py"/>
        <source>attachments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/moodle_types.py"/>
        <source>by its rule {rule}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/moodle_writing.py"/>
        <source>without its unit, an answer loses all of the points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/moodle_writing.py"/>
        <source>each item in its place earns a part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/moodle_xml.py"/>
        <source>without a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/moodle_xml.py"/>
        <source>hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/writing.py"/>
        <source>each part for itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/writing.py"/>
        <source>matching</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/writing.py"/>
        <source>each pair for itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/paths.py"/>
        <source>The folder {folder} cannot be created: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/paths.py"/>
        <source>Make room for it, or name another folder with --data-dir.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>A text that contains “: ” needs quotation marks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write it as {quoted}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Fields (name: value) are expected here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write a name, “:”, a space and a value; the guide has examples.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>A list is expected here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Begin each entry with “- ”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>A text is expected here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write one text; put it in quotation marks if it looks like a list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>There is no field “{name}” here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Leave it out. Fields here are: {choices}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Before or after “{name}” there is a space that is not an ordinary one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Delete it, and type it again with the space bar.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The field “{name}” is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Add it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The field “type” is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Add “type: {suggestion}”, to which the other fields belong, if that is meant.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{value}” is not one of the words that can stand here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Write one of: {choices}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{value}” is neither true nor false.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write true or false.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{value}” is not a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write a number such as 1 or 2.5, with a point.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>{value} is out of range.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write a number {range}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The text is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write it, in quotation marks where it begins with “#”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>This cannot be read: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write it as in the authoring guide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{value}” cannot be an id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Begin with a small letter or a digit, go on with those and hyphens, 64 at most, such as “{suggestion}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The id “{value}” is already used by {where}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Give each its own id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The bank has no questions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write at least one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>There are more mistakes than are listed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Mend these first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The text is given twice, or not at all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write either “text” or “file”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{value}” is not in the folder of the bank.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Put the text beside the bank&apos;s file and give its name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>There is nothing to read in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write at least one paragraph.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The text has more than {limit} characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Make several passages of it, each with its bank.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The text has more than {limit} signs for emphasis (* _ ` \).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Emphasize less of it, or make it shorter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The text has more than {limit} lines, dashes of lists and signs for emphasis (* _ `).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Too many lists or quotations stand inside one another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Take some away: five lists, or eleven quotations, are the most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{value}” is no tag of a language.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Write one such as “en”, “es” or “pt-BR”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The bank names itself as the one that it translates.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Give it an id of its own, such as “{value}-es”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{word}” is not in the passage.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write the word as it stands there, or that form of it under “forms”; or leave it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{word}” is in the glossary already, at “{other}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Keep one of the two.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The glossary has more than {limit} words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Keep those that learners need most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The level “standard” is the passage itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Give it a name here, and no text or file; or choose another id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The bank has levels, but no passage.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write its standard version as “passage”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The number of paragraphs is {count} here, and {expected} in the passage.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write both with the same paragraphs: they are numbered alike in all levels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The image “{value}” has no alternative text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Say what it shows, for those who cannot see it: “alt: …”, or ![…]({value}) in a passage.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{value}” is not alone in a paragraph, or not written as an image is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write ![what it shows](file.png) with an empty line before and after it, or \! where no image is meant.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Put the image beside the bank&apos;s file and give its name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>There is no image “{value}” beside the bank.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Check the name, capital letters too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{value}” is {kind}, whatever its name says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Save it as PNG, JPEG or WebP with an image program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{value}” breaks off, or says of itself what cannot be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Open it in an image program and save it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{value}” is an animation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Save one of its pictures as PNG or JPEG.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{value}” has more than {limit} MB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Save it smaller, or as JPEG.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{value}” has {size} pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Make it smaller: {limit} million in all, and {side} at a side, are the most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>With “{value}”, the images of the bank have more than {limit} MB together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Save them smaller, or split the bank.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>There is no file “{value}” beside the bank.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/catalog.py"/>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <location filename="../../quizapp/services/desk/words.py"/>
        <source>Did you mean “{suggestion}”?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>There is no such file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Check its name and folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>This is a folder, not a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Name a file in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>This is a picture, not a text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Name a file with text in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>This is not an ordinary file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Copy what is in it into an ordinary file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>The file may not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Give yourself the permission to read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>The file cannot be read: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>Copy it to another place and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>The file has {size} MB; {limit} MB is the most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Split it into several banks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>There is nothing in the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Write in it what belongs there, or name another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>The file is not saved as UTF-8: this line has the first letter that cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Open it in your editor, save it with the encoding UTF-8, and look at the letters of this line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>The file is saved as UTF-16, not as UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>Open it in your editor and save it with the encoding UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>There is an invisible character here that may not be in a bank ({character}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Delete it, or type the line again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>This is a document of a word processor or of another program, not a text file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Choose another file, or save it there as plain text, in UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>A letter here has more than 30 accents or other marks on it ({character}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>There is no bank in this folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Name a folder with .yaml files in it, or a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>This is not a file of a format that can be converted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>Check that it is the file that you meant. Formats are: {choices}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>The bank would have the id “{value}”, as that from {where} has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Rename one of the two files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>There is a file of this name already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Name another folder, or add --force to replace it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>The file cannot be written: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <location filename="../../quizapp/services/hand_in_key.py"/>
        <location filename="../../quizapp/storage/backup.py"/>
        <location filename="../../quizapp/storage/copies.py"/>
        <location filename="../../quizapp/whole_file.py"/>
        <source>Free some space or check the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>“{name}” belongs to the whole question, not to one of its parts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Write it beside “part_a” and “part_b”, or leave it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>The points of this question are those of its two parts together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Write “points” in the parts, and leave it out here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>A part cannot be a {value} question.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Give it another type.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Another level of this criterion has {value} points too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Give each level its own points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>At least {least} words and at most {most} cannot both be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Make “most” the larger one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>There is no question “{name}” in the bank.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Leave it out or correct the id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>“{value}” is not a response to this question.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Write {expected}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>There are more than {limit} files in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>Import fewer at a time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>The archive has a file that would be written elsewhere (“{name}”).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>Don&apos;t open it, and ask where it comes from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>The archive is damaged, or locked with a password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>Get it again, or unpack it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>The XML is broken here: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>Export the file again from the tool that it comes from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>The encoding that the file names cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>The XML names entities or other files, which are not opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>The XML is nested too deeply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>There is too much in the XML.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>Export fewer questions at a time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>This is not a file of Moodle questions (&lt;{tag}&gt;).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>Choose the format “Moodle XML” there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>There is no question in the file that could be imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>Read the report beside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>The article has no title.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Write “# Title” on its first line, and the title on the next.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>A second title begins here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>There is no paragraph in the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Begin each with a line “# Paragraph”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>“{name}:” stands outside of any paragraph, or begins a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Write a line “# Paragraph” before it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>The line does not begin as one of an article does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Join it to the line above, or begin it with one of: {choices}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>There is no text after “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Write it on the same line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>The paragraph has no text “{name}:”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Write it at all three levels: Adv, Int, Ele.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>The paragraph has a second text “{name}:”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>The paragraph has {count} questions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Write three.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>“{name}:” can only begin the third question of a paragraph.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Begin this one with “Q:”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>The third question does not say with which of the others it shares its critical span.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Begin it with “Q1:” or “Q2:”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>The critical span of this question has no words in common with that of question {number}, at any level.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Begin the line with “Q1:” or “Q2:”, whichever is right, or move the marks &lt;A3&gt; or &lt;A{number}&gt;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>The option belongs to no question.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Write its question above it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>The question has no option “{name}:”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Write all four: a, b, c, d.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>The question has a second option “{name}:”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>The options are not in the order a, b, c, d.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Put them in this order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>“{mark}” is not a mark of a span.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Marks are &lt;A1&gt; to &lt;A3&gt; and &lt;D1&gt; to &lt;D3&gt;, and &lt;/A1&gt; to &lt;/D3&gt; at their ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>“{mark}” ends a span that has not begun.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Write &lt;{name}&gt; where it begins.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>“{mark}” begins a span that does not end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Write &lt;/{name}&gt; where it ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>“{mark}” begins a span inside of itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>End the first with &lt;/{name}&gt; before it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>A mark of a span stands between a letter and its accent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Move it before the letter or behind the accent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>There are no words between &lt;{name}&gt; and &lt;/{name}&gt;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Put the marks around some.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>No words are marked &lt;{name}&gt;, on which this rests: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Put &lt;{name}&gt; and &lt;/{name}&gt; around them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{quote}” is not in the passage.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Copy the words from the passage as they stand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>The bank has no passage that this could be in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Give the bank a passage, or leave the evidence out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Did you mean “{suggestion}” (paragraph {paragraph})?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{quote}” is not in the level “{in_level}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Add “levels: {{{in_level}: …}}” with the words that stand there, or &quot;&quot; where it has no such place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Add “levels: {{{in_level}: …}}” with the words that stand there; did you mean “{suggestion}”?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>The key “{quote}” has no place in the level “{in_level}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Quote the sentence of that level that says the same: a key has to be in each level.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>The bank has no other level “{value}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>The bank has no levels, so there is none called “{value}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Add “levels” to the bank, or leave it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{quote}” is in the passage, but not right after “{prefix}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Copy the words just before it, or leave “prefix” out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{quote}” is in the passage, but not right before “{suffix}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Copy the words just after it, or leave “suffix” out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{quote}” is in the passage more than once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Quote more words, or add “prefix” with the words just before it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>There are too few entries in “{what}”: {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Write at least {limit}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>There are too many entries in “{what}”: {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Write at most {limit}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{text}” is here twice: {difference}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Make the two differ, or leave one out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{value}” only looks like “{suggestion}”: {difference}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Copy the text from the place where it stands first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{text}” is here twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>None of the options is the key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Write “key: true” with the right one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>None of the accepted answers earns all of the points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Leave “share” out with at least one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>{count} options are keys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Keep one, or make the question multiple_choice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Every option is a key, so nothing is asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Add an option that is wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>The key has a role.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Roles are for wrong options; leave it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Feedback is given to an answer that is not offered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Add “not_stated: true”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{value}” is not one of the categories.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{value}” is not one of the columns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{value}” is not one of the options.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{text}” is already the option of another prompt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Name another option, or write “reuse: true” with the question.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{value}” cannot be read as a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Write a number such as 12, 1234.5 or 2/3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{value}” cannot be read as a date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Write it as 2025-05-08 or as 8 May 2025.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{value}” cannot be read as a tolerance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Write a number such as 0.5, or 2 %; for a date, a whole number of days.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>The band within {value} changes nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>A band has to be wider than the tolerance, and earn less than the narrower bands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>None of the units has the factor 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Give the factor 1 to the unit of the key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>A unit is required, and none is named.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Name it under “units”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>The text has the gap [{number}], for which “gaps” has no entry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Add its entry, or number the gaps from 1 to {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>The gap [{number}] is in the text twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Give each gap its own number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>The gap [{number}] is not in the text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Write [{number}] where it belongs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>{count} options of the gap are keys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Keep one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{value}” is not one of the words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>The words cannot fill all of the gaps when each is used once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Add words, give the gaps other keys, or write “reuse: true” with the question.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“select” is {count}, and the number of keys is {keys}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Write as many keys, or leave “select” out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>There is no paragraph {value}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Paragraphs are numbered from 1 to {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{quote}” reaches over the end of a sentence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Quote words of one sentence; where two are meant, write two keys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{quote}” stands in a heading, which cannot be selected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Quote another sentence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{quote}” tells what an image shows, which cannot be selected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Quote a sentence of the passage.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{quote}” stands in paragraph {paragraph}, which cannot be selected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Add {paragraph} to “paragraphs”, or leave the quotation out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{quote}” stands in the same sentence as “{other}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>More than one sentence could be meant by “{quote}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Quote more words of the sentence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{text}” is not in the sentence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Copy whole words from it, one after another, with their capital letters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{text}” is in the sentence {count} times.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Say which one is meant, such as “occurrence: 2”, or write more words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{text}” shares words with “{other}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Leave each word to one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Every word of the sentence is a key, so nothing is asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Leave some of them out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{text}” is both accepted and wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Keep it in one of the two lists.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Nothing is left of “{text}” when what is forgiven is taken away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Set “punctuation: false” under “forgive”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>This is a translation of “{value}”, which is not among the banks that are checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Check both together: give their folder, or both files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>The bank that this one translates is in “{value}” too: {where}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Write the language of the translation, such as “es”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>“{value}” is a translation itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Name the bank that it was translated from: “{expected}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>“{value}” is translated into “{language}” already: {where}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Keep one of the two, or give them different languages.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>The translation has no question “{value}”; it stands in {where}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Translate it, and keep its id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>The bank that is translated has no question “{value}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Give it the id of the question that it translates, or leave it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>The questions stand in another order than in {where}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Put this one after “{value}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Put this one first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>“{name}” is not translated; it stands in {where}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Translate it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>“{name}” stands here, but not in the bank that is translated ({where}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Add it there, or leave it out here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>The number of “{name}” is {count} here, and {expected} in {where}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Write as many, in the same order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>“{name}” is {value} here, and {expected} in {where}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Write the same in both.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>The key is another one than in {where}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Write “{expected}”, or change the order of what it is chosen from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>The text has {count} paragraphs, and {expected} in {where}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Write the same paragraphs, as they are numbered alike.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>The text has {count} headings, and {expected} in {where}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Write the same headings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>The text has {count} images, and {expected} in {where}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Show the same images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>The level “{value}” is not translated; it stands in {where}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>The bank that is translated has no level “{value}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Give it the id of the level that it translates, or leave it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>This is the same text as in {where}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Translate it, where it is not meant to stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>“{value}” is no tag of a language, so nothing is known of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>By an estimate, the level “{value}” is no easier than the passage itself ({grade} and {expected}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Write shorter sentences and shorter words, or give the level another id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>By an estimate, the level “{value}” is as hard as the passage itself ({grade} and {expected}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Make it easier, or harder, by the length of its sentences and words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>This is not YAML: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Look at this line and the one above it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>There is a tab where only spaces can stand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Write spaces in place of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>There is a second “: ” in the line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Put a text that contains “: ” in quotation marks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A field (name: value) is expected here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Write a space after “:”, or indent the line as deep as the text that it belongs to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>There is no space after “-”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Write a space after it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>“{sign}” is not read as “{right}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Write “{right}” and a space in its place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>There is a space in this line that is not an ordinary one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A curly quotation mark (such as “) begins or ends no text: only straight ones do (&quot; or &apos;).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Put straight quotation marks before and after the whole text; curly ones may stand inside of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>The text is between &apos;…&apos;, so the apostrophe in it ends it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Put the text between &quot;…&quot;, or write the apostrophe twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A text of several lines after “{name}:” needs “|” before it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Write “{name}: |”, and the whole text below it, indented.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A text cannot begin with “- ”, and a list cannot begin in this line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Put the text in quotation marks, or begin the list on the next line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>There is more in the line after a closing quotation mark or bracket.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Put the whole text in quotation marks of another kind: &quot;…&quot; or &apos;…&apos;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>In a text between &quot;…&quot;, a backslash (\) begins a special character.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Write the backslash twice, or put the text between &apos;…&apos;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A quotation mark is opened in this line and not closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Close it, or put the whole text in quotation marks of another kind: &quot;…&quot; or &apos;…&apos;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A bracket is opened in this line and not closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Close it, write “,” between its entries, or put the whole text in quotation marks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>The line does not fit its surroundings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Indent it like its neighbors, and write a space after “-” and “:”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A character in this line cannot stand there in a text without quotation marks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Put the whole text in quotation marks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>The file is nested more than {limit} levels deep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A bank needs no more than seven.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Something here has more than {limit} fields.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Make each name: value an entry (-) of a list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>The file has more than {limit} entries.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>This text has more than {limit} characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Shorten it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A text cannot begin with “&amp;”, and anchors (&amp;name) are not read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Put the text in quotation marks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A text cannot begin with “*”, and aliases (*name) are not read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A text cannot begin with “!”, and tags (!name) are not read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A second document begins here (---).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Put each bank in a file of its own, or take the line away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A bracket or “? ” stands where the name of a field is expected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Write a name, or put the whole text in quotation marks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>“{name}” is written twice, first in line {line}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>“{name}” says the same as “{other}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>The list [ ] is cut at the comma in “{text}”, into {count} entries.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Put a text with a comma in quotation marks; where two entries are meant, write a space after the comma.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>What stands after “ #” is a comment and not part of the text: “{text}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Put the whole text in quotation marks; where a comment is meant, write it on a line of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>The paragraphs of this text run together, as there is no “|” after “{name}:”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problems.py"/>
        <source>The same is wrong in lines {also_in}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problems.py"/>
        <source>This is about the level “{in_level}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problems.py"/>
        <source>Then check again: more may be found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/problems.py"/>
        <source>warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/evidence.py"/>
        <source>a list of sentences of the passage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/evidence.py"/>
        <source>Paragraph {number}: {sentence}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/highlight_words.py"/>
        <source>a list of words, or of their numbers in the sentence, such as [2, 5]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/highlight_words.py"/>
        <source>a number from 1 to {last}, or words that are in the sentence once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/inline_choice.py"/>
        <source>an option of a gap that has none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/matching.py"/>
        <source>a map of prompts&apos; letters to options, such as {A: …, B: …}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/numeric.py"/>
        <source>above 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/numeric.py"/>
        <source>above 0 and below 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/numeric.py"/>
        <source>a text, such as {example}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/open_response.py"/>
        <source>from 0 to 10000</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/open_response.py"/>
        <source>a text, or a map such as {text: …, A: 2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/open_response.py"/>
        <source>a map with the “text” that was written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/open_response.py"/>
        <source>from 0 to 100</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/open_response.py"/>
        <source>the points of a level, one of {points}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/ordering.py"/>
        <source>each letter from {first} to {last} once, such as [B, A, C]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/true_false.py"/>
        <source>True</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/true_false.py"/>
        <source>False</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/true_false.py"/>
        <source>The passage does not say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/two_part.py"/>
        <source>Part A</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/two_part.py"/>
        <source>Part B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/two_part.py"/>
        <source>a map with the answers to both parts, such as {a: …, b: …}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/two_part.py"/>
        <source>a or b</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/word_bank.py"/>
        <source>each word once at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/annotations.py"/>
        <source>Yellow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/annotations.py"/>
        <source>Green</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/annotations.py"/>
        <source>Blue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/annotations.py"/>
        <source>Pink</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/annotations.py"/>
        <source>Yellow highlight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/annotations.py"/>
        <source>Green highlight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/annotations.py"/>
        <source>Blue highlight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/annotations.py"/>
        <source>Pink highlight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/annotations.py"/>
        <source>Not in this version of the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/annotations.py"/>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Paragraph {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/annotations.py"/>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>Image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>Earlier tries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Your answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>How sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Rating</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>Your teacher</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>Feedback</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Hints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>Your note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>Passage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>Reading level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <location filename="../../quizapp/services/desk/paper_feedback.py"/>
        <source>Time taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>Time limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>Conditions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>Checks taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>By skill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>not counted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>not marked yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>{points}, counted {weight} times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>chosen, right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>chosen, not right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>right, not chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Right so far: {labels}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>{points}, in {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Time ran out. The answers you had given by then count.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Reading level: {levels}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>How sure you were</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Not marked yet: questions {numbers}</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Not done: questions {numbers}</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Nothing was missed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Nothing was answered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Missed: {count} of {done}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>On {label}:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>On your answer:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>not sorted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>you: {answer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>The right order:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>the right answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>On “{part}”:</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Sorted right: {right} of %n statements</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>is ↓  sorted as →</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>{count} as {category}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/feedback.py"/>
        <source>Your teacher set these points: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/feedback.py"/>
        <source>in the passage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>handed in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>to be decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>percent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>A gradebook cannot be saved as “{ending}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>End its name with .csv, .xlsx or .json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>{state}, late</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Reading report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Only attempts at banks with “{words}” in their title.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>There is no attempt at a bank with “{words}” in its title.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>No bank has been taken yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Attempts from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Questions answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Time spent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Not finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Marks by skill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>A dot is an attempt; the line is the marks of each month together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Marks over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Strong skills, and skills to practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>In words</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Often mixed up, in the last %n attempts</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Attempts: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Bank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Locate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Interpret</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Evaluate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Distinguish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Vocabulary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Single choice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Multiple choice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>True or false</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Sort into categories</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Put in order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Short answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Number or date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Fill the gaps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Choose for each gap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Words into gaps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Select sentences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Select words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Two parts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Written answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>This misreads the right place in the passage.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>This rests on another place in the passage.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Nothing in the passage supports this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Highlighter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Line ruler</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Words with a meaning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Find in the passage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Crossing out options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Read aloud</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Not very sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Fairly sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Very sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>about {minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>{hours} h {minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>{minutes} min {seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>{seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Check one box.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Check each box that is right. There can be one or several.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Check one box in each row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write the letter of one of these into each box.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>You can use a letter more than once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Use each letter once at most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write the letter that belongs to it into each box.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Number the boxes in the right order, from 1 to {last}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write a word or a few.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write a date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write a number with its unit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write into each gap.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Check one box in each pair of brackets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write the letter of a word into each gap.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>This question is about the sentences of the text, so it stays empty here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Underline %n sentences in the text, and write their numbers on the line.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Underline one or more sentences in the text, and write their numbers on the line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Choose from paragraph {number}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Choose from the paragraphs {numbers}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Circle the words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write {least} to %n words or so.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write at least %n words.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write at most %n words.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write your answer on the lines.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/paper_sheet.py"/>
        <source>%n minutes</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/paper_sheet.py"/>
        <source>%n minutes for each text</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_sheet.py"/>
        <source>{minutes} minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_sheet.py"/>
        <source>{minutes} minutes for each text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_sheet.py"/>
        <location filename="../../quizapp/terminal/showing.py"/>
        <source>{points}, all or nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_sheet.py"/>
        <source>written answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_sheet.py"/>
        <source>Right within ± {tolerance}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_sheet.py"/>
        <source>{share} % of the points within ± {within}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_sheet.py"/>
        <source>Gap {number}, what counts: {texts}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_sheet.py"/>
        <source>What counts: {texts}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/progress_text.py"/>
        <source>Strong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/progress_text.py"/>
        <source>In between</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/progress_text.py"/>
        <source>Needs practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/progress_text.py"/>
        <source>Not enough yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/progress_text.py"/>
        <source>Counts the last {last} times that you took a bank with questions on the skill. From {strong} % it is strong, below {weak} % it needs practice. With fewer than {questions} questions, or fewer than {attempts} attempts, there is not enough to tell yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/progress_text.py"/>
        <source>{points} so far. Not enough to tell yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/progress_text.py"/>
        <source>{points} in your last %n attempts ({percent}).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/progress_text.py"/>
        <source>That is up from {percent} in the attempts before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/progress_text.py"/>
        <source>That is down from {percent} in the attempts before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>grade {value} (Flesch–Kincaid)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>ease {value} of 100 (Flesch)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>ease {value} of 100 (Szigriszt-Pazos, INFLESZ: {band})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>ease {value} of 100 (Fernández Huerta, corrected)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>ease {value} of 100 (Flesch for Portuguese, Martins and others: {band})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>very easy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>quite easy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>easy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>normal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>somewhat hard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>hard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>very hard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>{count} grades easier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>{count} grades harder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>{count} points easier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>{count} points harder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>Right at a certainty of 1, 2 or 3 earns 1, 2 or 3 times the points of a question; wrong costs 0, 2 or 6 times.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>Not sorted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>How the statements were sorted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>Belongs to ↓ was put into →</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>Certainty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>Share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>Points by certainty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>{right} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>{name}: {right} of {count} right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>Points by certainty: {points}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>“Very sure” pays where at least 4 of 5 are right: look once more before you choose it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>Much of what you were not very sure of was right: you can trust it more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/tables.py"/>
        <source>{count} of %n statements that belong to “{name}” were read as “{other}”.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>No statement was read as anything else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/tables.py"/>
        <source>%n statements were not sorted.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>Correct</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>Not correct</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>Not answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>Not done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <location filename="../../quizapp/reports/words.py"/>
        <source>Not marked yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <location filename="../../quizapp/reports/words.py"/>
        <source>Handed in; your teacher marks it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>Not a complete answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>You had seen the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>{verdict}: {points}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>Handed in. Your teacher marks it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>You did not answer anything.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>You got every answer right in the end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>You got every answer right, without help.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>None of it is right yet. Look at each answer, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>None of it is right yet. Look at where each answer stands in the passage, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>You got everything right in “{skill}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>You got {right} of %n right.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>Look at the %n that you missed: the passage shows why.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>Look at the %n that you missed.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/words.py"/>
        <source>{earned} of %n points</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/words.py"/>
        <source>%n points</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>{points} points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>costs {percent} % of the points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>This can&apos;t be read as an answer. Change it first; it costs you nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>Something is still left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>You have tried this already. Change it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>Say how sure you are first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/words.py"/>
        <source>%n of {of} are open</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/words.py"/>
        <source>%n checks taken back</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>You had seen the answer, so this can&apos;t earn full points anymore. It comes back in your review.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>All that you selected is right, but something is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/words.py"/>
        <source>Right: {right} of the %n that you selected.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>Not a complete answer yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>Partly right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>Not right yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/words.py"/>
        <source>%n tries are left.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>What you get right now earns no more points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>What you get right now earns {share} of its points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>right {right}, wrong {wrong}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>{name}: {points} by certainty</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/words.py"/>
        <source>%n points not marked yet</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>{points} points not marked yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>{factor} × the time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>one wrong answer left out of each question that has enough</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>the right answer: 1 × {points} = {earned}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>not the right answer: 0 × {points} = {earned}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>an accepted answer: {share} × {points} = {earned}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>{shares} of {parts} right, partly right answers counted in part × {points} = {earned}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>not an accepted answer: 0 × {points} = {earned}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>({right} right − {wrong} wrong) ÷ {keys} × {points} = {earned}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>({right} right − {wrong} wrong) ÷ {keys} × {points}, but never below 0 = {earned}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>exactly the {keys}: 1 × {points} = {earned}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>not exactly the {keys} ({right} right, {wrong} wrong): 0 × {points} = {earned}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>{right} of {of} right × {points} = {earned}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>all {of} right: 1 × {points} = {earned}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>{right} of {of} right, not all: 0 × {points} = {earned}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>{right} of {of} in the right place × {points} = {earned}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>(1 − {away} away ÷ {of} at most) × {points} = {earned}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>part A {a} + part B {b} = {earned}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>part A {a}, and part B does not count as part A is not right = {earned}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>{right} of {of} points of the rubric × {points} = {earned}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>set by your teacher: {earned} of {points}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>full points, by your teacher: 1 × {points} = {earned}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>({right} in the right order − 1) ÷ ({of} items − 1) × {points} = {earned}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/working.py"/>
        <source>{earned} − {lost} for %n tries before = {left}</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/working.py"/>
        <source>{earned} − {lost} for %n hints = {left}</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>{earned} − {lost} because you had seen the answer = {left}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/working.py"/>
        <source>%n right answers</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/working.py"/>
        <source>%n places</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>This name is not on the list of the class.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>Pick another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>This cannot be a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>Type your name, with at most 100 letters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>Several people are called “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>Pick your name from the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>“{name}” is not on the list of the class.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>Pick your name, or ask your teacher.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>You have begun this assignment as {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>If you are not {name}, change the learner.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>There is no name yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>Pick your name first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>You have begun this part already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>Go on with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>You have not begun this part yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>Begin it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>This part is over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>Hand it in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>This reopening is for another assignment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <location filename="../../quizapp/services/assignment_feedback.py"/>
        <source>Open the file for this one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>This reopening is for {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <location filename="../../quizapp/services/assignment_feedback.py"/>
        <source>Open the file that is for you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>This reopening is not for what you handed in last.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>Ask your teacher for a new one, if you need it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>You have handed this in already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>Ask your teacher for a reopening if you have to go on with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignment_feedback.py"/>
        <source>There is newer feedback than this already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignment_feedback.py"/>
        <source>Look at what is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignment_feedback.py"/>
        <source>This feedback is on another assignment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignment_feedback.py"/>
        <source>This feedback is for {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignment_feedback.py"/>
        <source>This feedback does not fit what you handed in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignment_offers.py"/>
        <source>Nobody has handed in “{title}” here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignment_offers.py"/>
        <source>Open this file where it was handed in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignment_places.py"/>
        <source>The assignments of this learner cannot be deleted: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignment_places.py"/>
        <source>Delete them in the folder {assignments}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignments.py"/>
        <source>“{title}” is from another teacher’s desk than before, with the same id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignments.py"/>
        <source>Ask your teacher which file is the right one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignments.py"/>
        <source>“{title}” has changed since you opened it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignments.py"/>
        <source>Ask your teacher to hand it out as a new assignment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignments.py"/>
        <source>This assignment was not opened here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignments.py"/>
        <source>Open its file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignments.py"/>
        <source>The disk has damaged this assignment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignments.py"/>
        <source>Open its file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignments.py"/>
        <location filename="../../quizapp/storage/backup.py"/>
        <location filename="../../quizapp/storage/checking.py"/>
        <location filename="../../quizapp/storage/database.py"/>
        <source>{file} is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/bank_entries.py"/>
        <source>Without a text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/bank_snapshot.py"/>
        <source>“{title}” cannot be shown as it was: the disk has damaged it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/bank_snapshot.py"/>
        <source>Its answers are kept. Take the bank again, unchanged, to see them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/bank_snapshot.py"/>
        <source>“{title}” is not the bank that was taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/bank_snapshot.py"/>
        <source>Open the assignment again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/bank_snapshot.py"/>
        <source>“{title}” cannot be shown as it was: this version of Quizapp reads banks in another way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/bank_snapshot.py"/>
        <source>Its answers are kept. Show it with the version with which it was taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>“{title}” has no question “{question}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>List its questions, and choose one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>No question is chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>Choose a bank or some of its questions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>%n questions are too many.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>Choose at most {most}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>without a skill</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>%n questions: {skills}.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>Evidence in {touched} of %n sentences.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>Nothing on: {skills}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>You rate %n.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>The date to hand in by is over already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>There are %n assignments “{name}”.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>Name one by its id: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>List them: quizapp assign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>There is no assignment “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>Nobody is in the class {name}, so nobody could hand in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>Put learners into it first, or let others type a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>“{title}” cannot be handed out: {problem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>{file}, line {line}: {problem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>{file}: {problem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>There is no class “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>Add a class first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>There are %n learners named “{name}”.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>Name one by its id: {ids}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>There is no learner “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>Add a learner first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>There is no name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>Type one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>“{text}…” is too long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>A name has at most {most} characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>{name} is in this class already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>There are several learners named {name}: this one was added as a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>{name} is known from before: the same learner, with the same records.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>Line {number} has no name and was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>Line {number}: {message}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>{name} is there twice (line {number}), and was taken once: add what tells them apart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>This is not a table that can be read ({reason}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>Save it as “CSV UTF-8”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>There is no accommodation “{column}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>Use one of: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>{name}: “{word}” is not a choice for “{column}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <location filename="../../quizapp/terminal/language.py"/>
        <source>Use one of: {choices}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>Name one of: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>There are more than {most} learners.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>Make several classes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>{place} cannot be read: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>Check that the stick or the folder is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>There are more than {most} files in {place}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>Choose a smaller folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>More than one begins with “{digest}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>Nothing like that waits under “{digest}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>List what waits: quizapp collect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>“{title}” of {name} is here already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>This folder cannot be opened. Check who may open it, and collect again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>This is a link to another file. Choose that file itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>There is no such file or folder. Check that the stick is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>This file cannot be read: {reason}. Copy it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>This file is still being copied. Wait until it is whole, and collect again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>It belongs to an assignment that this desk did not hand out. Collect it at the desk that did.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>{name} is no longer a learner of this desk, so nothing was kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>It was taken with more time than {name} was given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting_texts.py"/>
        <source>“{title}”: “{name}” is not on the list. Say whose it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting_texts.py"/>
        <source>“{title}” under the name {name} comes from another program than before. Say whether it counts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting_texts.py"/>
        <source>“{title}” under the name {name}: you said that this program is not {name}’s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting_texts.py"/>
        <source>{name} has handed in “{title}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting_texts.py"/>
        <source>{name} has handed in “{title}” again. This one counts; the other one is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting_texts.py"/>
        <source>“{title}” of {name}: a later one is here, and counts. This one is kept, too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting_texts.py"/>
        <source>“{title}” of {name} came in after the marks were released. The one before counts; this one is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting_texts.py"/>
        <source>By the learner’s clock it was handed in at {by_learner}; it came in at {received}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/desk.py"/>
        <source>The code that was shown when the password was set takes it off. Without the code, ask whoever looks after this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/desk.py"/>
        <source>{where} cannot be written, so nothing can be changed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/desk.py"/>
        <source>This is not the desk&apos;s password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/desk.py"/>
        <source>Type it again, or take it off with its code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/desk.py"/>
        <source>This password is too short.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/desk.py"/>
        <source>Choose one with at least {least} characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/desk.py"/>
        <source>This is not the code of the desk&apos;s password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/desk/gradebook.py"/>
        <source>There are %n questions “{id}”.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/gradebook.py"/>
        <source>Name one of them: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/gradebook.py"/>
        <source>Its questions are listed by: quizapp analyze</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/gradebook.py"/>
        <source>There is no question “{name}” in this assignment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/grading.py"/>
        <source>What is in this file does not belong to the assignment that it names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/grading.py"/>
        <source>Ask the learner to hand in again from the assignment’s own file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/grading.py"/>
        <source>A question that was mended cannot be read: this version of Quizapp does not know it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <location filename="../../quizapp/services/desk/new_key.py"/>
        <source>A person marks this question: it has no key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <location filename="../../quizapp/services/desk/new_key.py"/>
        <source>Rate its answers, or set their points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <source>There is no answer to accept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <source>Answer the question.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <source>The points of this question are those of its parts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <source>Set the points of individual answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <source>“{text}” is not a number of points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <source>Type a number above 0 and up to 1000.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <source>This change was taken back already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <location filename="../../quizapp/storage/desk/assignments.py"/>
        <location filename="../../quizapp/storage/desk/audit.py"/>
        <location filename="../../quizapp/storage/desk/classes.py"/>
        <location filename="../../quizapp/storage/desk/submissions.py"/>
        <location filename="../../quizapp/storage/rows.py"/>
        <source>Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <source>No reason is given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <source>Say in a few words why, for the audit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <source>“{text}” is not a number of points here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <source>Type a number from 0 to {most}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/new_key.py"/>
        <source>This answer cannot be the key of the question.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/new_key.py"/>
        <source>Answer all of the question.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/new_key.py"/>
        <source>A sentence of the new key is not in the text at every reading level.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/new_key.py"/>
        <source>Leave the question out, or give its points to all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <source>Typed in from paper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Type {expected}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <source>“{text}” is not an answer here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <source>Question {number}: {wrong}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <source>Correct it, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <source>{name} has handed in a file, so nothing was typed in over it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <source>Change single points in the gradebook.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <source>a letter from {first} to {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <source>{letter}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <source>{letters} or {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <source>{letters} for each number in its order, such as {example}, - for none; or numbers with their letters, such as {count}={last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <source>the numbers in the boxes from top to bottom, each once, such as {example}, - for an empty box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <source>{number}; or else what is written there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <source>the answer as it is written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <source>the numbers of the sentences, from 1 to {most}, with spaces between them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_feedback.py"/>
        <source>Printed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/rating.py"/>
        <source>Criterion {letter} has no level yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/rating.py"/>
        <source>Choose one for each criterion.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/rating.py"/>
        <source>Not saved: this answer has changed in the meantime.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/rating.py"/>
        <location filename="../../quizapp/storage/desk/audit.py"/>
        <source>Look at it again, and do it once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/releasing.py"/>
        <source>Your teacher changed the key or the points of this question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/releasing.py"/>
        <source>Your teacher accepts another answer too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/releasing.py"/>
        <source>Your teacher gave everybody full points for this question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/releasing.py"/>
        <source>Your teacher left this question out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/releasing.py"/>
        <source>None of these learners has handed in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/releasing.py"/>
        <source>Collect the answers first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/releasing.py"/>
        <source>No file can hold what is said to {name}: it is too long, or has odd characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/releasing.py"/>
        <source>Write it again, and release again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/reopening.py"/>
        <source>There is no reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/reopening.py"/>
        <source>Say why it is reopened: it is kept with the marks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/reopening.py"/>
        <source>The extra time is out of range.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/reopening.py"/>
        <source>Give from 0 to {most} minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/reopening.py"/>
        <source>{name} has handed nothing in for “{title}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/reopening.py"/>
        <source>There is nothing to reopen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/reopening.py"/>
        <source>Say why it counts: it is kept with the marks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/reopening.py"/>
        <source>This did not come in after the release.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/reopening.py"/>
        <source>Look at what came in once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/words.py"/>
        <source>“{text}…” cannot be kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/words.py"/>
        <source>Write at most {most} characters, in ordinary letters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/exchange.py"/>
        <source>What came over from {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/exchange.py"/>
        <source>{format} can hold none of these questions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/exchange.py"/>
        <source>Choose another format.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/exchange.py"/>
        <source>What {format} holds of “{title}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/exporting.py"/>
        <source>There is no learner named “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/exporting.py"/>
        <source>There are: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/exporting.py"/>
        <source>Nobody who has given a name has learned here yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/hand_in_key.py"/>
        <source>The key for handing in cannot be kept: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/hand_in_key.py"/>
        <source>The key for handing in cannot be read back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/hand_in_key.py"/>
        <source>Check the disk, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>You can write the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>There is nothing to hand in yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>Begin the assignment first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>There is nothing that was handed in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>Hand it in first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>This cannot be handed in: there is something in it that could not be read back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>Show this to your teacher. Your answers are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>The folder {folder} is not there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>Choose another folder to hand in to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>The file was not whole in {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/library.py"/>
        <source>{file} has %n mistakes.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/services/library.py"/>
        <source>“{title}” is not there in the language “{language}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/library.py"/>
        <source>It is there in: {tags}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/library.py"/>
        <source>There is no bank “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/library.py"/>
        <source>Name a file, or one of: {ids}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/library.py"/>
        <source>Name a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/spoken_text.py"/>
        <source>blank {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/spoken_text.py"/>
        <source>{name}: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>one letter from {first} to {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>one or more letters from {first} to {last}, such as {example}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>t for true, f for false, n where the passage does not say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>t for true, f for false</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>%n numbers from 1 to {most}, in the order of the letters, such as {example}, 0 for none; or letters with their numbers, such as A{most}</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>%n letters from A to {last}, in the order of the numbers, such as {example}, 0 for none; or numbers with their letters, such as 1{last}</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>a date, such as 31 March 2001</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>a date, such as March 31, 2001</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>a number, in digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>a number, in digits, with its unit ({units})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>a number, in digits, in {units}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>the letters {first} to {last}, each once, from first to last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>a word or a few</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>the words of the %n gaps in their order, with “;” between them and nothing for an empty one; or numbers of gaps with their words, such as 2 = …; 3 = …</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>the letter for the gap, such as B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>{count} letters in the order of the gaps, - for none; or gaps with their letters, such as {count}B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>{letters}; a letter can be there more than once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>{letters}; each letter once at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>one number from 1 to {most}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>{count} numbers from 1 to {most}, such as 2 5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>one or more numbers from 1 to {most}, such as 2 5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>one or more numbers of words from 1 to {most}, such as 2 5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>for part A {first}; then a semicolon (;) and for part B {second}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>your answer, and an empty line at its end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/backup.py"/>
        <source>{file} is not a backup of a journal of Quizapp.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/backup.py"/>
        <source>{file} was written by a newer version of Quizapp.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/backup.py"/>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>Update Quizapp.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/backup.py"/>
        <source>{file} is not a backup of a journal of Quizapp, or is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/backup.py"/>
        <source>Choose another file. The journal is as it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/backup.py"/>
        <source>{file} cannot be copied: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/backup.py"/>
        <source>Another program is using {file}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/backup.py"/>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>Close it, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/backup.py"/>
        <source>{file} cannot be replaced: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/checking.py"/>
        <source>{file} is the file of another program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/copies.py"/>
        <location filename="../../quizapp/whole_file.py"/>
        <source>{file} cannot be written: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/copies.py"/>
        <source>{file} is damaged, and cannot be set aside: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/copies.py"/>
        <source>Move it to another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/database.py"/>
        <source>The SQLite of this Python is too old ({version}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/database.py"/>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>Install a newer Python.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/database.py"/>
        <source>The journal cannot be opened: the folder {folder} is on another computer, where answers could be lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/database.py"/>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>Name a folder on this computer with --data-dir.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/database.py"/>
        <source>The journal cannot be opened: {file} is on a disk that cannot keep it safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/database.py"/>
        <source>Use another disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/database.py"/>
        <source>{what}: {folder}: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/database.py"/>
        <source>Check the disk and the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/database.py"/>
        <source>The journal cannot be opened: {file}: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/database.py"/>
        <source>Check the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/assignments.py"/>
        <location filename="../../quizapp/storage/desk/audit.py"/>
        <source>There is no such assignment anymore.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/audit.py"/>
        <source>Not saved: something else was done to this assignment in the meantime.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/classes.py"/>
        <source>There is no such class anymore.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/classes.py"/>
        <location filename="../../quizapp/storage/rows.py"/>
        <source>There is no such learner anymore.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/classes.py"/>
        <source>This class has assignments, so it is kept with them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/classes.py"/>
        <source>Take learners out of it one by one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/classes.py"/>
        <source>Not deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/classes.py"/>
        <source>There is a class “{name}” already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/classes.py"/>
        <source>Choose another name, or change that class.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/classes.py"/>
        <source>Not saved: one of these learners is on another desk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/classes.py"/>
        <source>Type the name again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>Not saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>The desk&apos;s records cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>The desk cannot be opened: the SQLite of this Python is too old.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>The desk cannot be opened: the folder {folder} is on another computer, where records could be lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>The desk cannot be opened: {file}: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>Name another folder with --data-dir.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>The desk cannot be opened: {file} is empty. It is now called {aside}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>If there was a desk, put a copy of the file in its place. If you open the desk again, it is a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>The desk cannot be opened: PostgreSQL needs the package psycopg.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>Type: pip install &apos;quizapp[school]&apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>The desk cannot be opened: psycopg cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>The desk cannot be opened: the desk&apos;s tables at {where} are of an older version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>The desk cannot be opened: the desk&apos;s tables at {where} are not there yet, or closed to this login.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>Whoever looks after the database runs: quizapp desk init --desk-url ADDRESS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>The address of the desk is not understood.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>It looks like postgresql://NAME:PASSWORD@COMPUTER/DATABASE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>The desk cannot be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>Nothing was lost: whatever was told saved is there. Do it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>The desk cannot be opened: {where} was written by a newer version of Quizapp.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>Update Quizapp. Nothing in it was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>{what}: there is half a character in the text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <location filename="../../quizapp/storage/desk/records.py"/>
        <source>Type it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>{what}: the database at {where} did not answer as it should.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>{what}: the connection to the desk&apos;s database at {where} failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>{what}: the database at {where} refuses this name and password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>Check both.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>{what}: there is no such database at {where}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>Check the address of the desk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>{what}: this login may not do that at {where}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>{what}: the disk of the database at {where} is full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>{what}: the database at {where} refused it ({code}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>{what}: the disk is full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>Free some space on it. What was saved is not touched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>{what}: another program is using {where}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>Close it, and do it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>{what}: {where} is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>Put a copy of the file in its place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>{what}: {where} cannot be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>Check who may write in its folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>{what}: {where} cannot be used ({reason}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>Something in the desk&apos;s records is not as it was written: the disk has damaged it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>Put a copy of the records in their place, or collect the files again into a new desk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/records.py"/>
        <source>Not saved: there is something in the text that cannot be kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/records.py"/>
        <source>Not saved: there is something in an answer that cannot be kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/records.py"/>
        <source>The desk has something in it that this version of Quizapp does not know.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/role.py"/>
        <source>The role cannot be made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/store.py"/>
        <source>This desk is no longer there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/store.py"/>
        <source>Open it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/store.py"/>
        <source>The desk’s own keys are not as they were made: the disk has damaged them, so nothing was done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/store.py"/>
        <source>Put a copy of the records in their place, or hand out again from a new desk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/submissions.py"/>
        <source>Not saved: there is no such learner anymore.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/submissions.py"/>
        <source>There is no such submission or learner anymore.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/submissions.py"/>
        <source>Not saved: there is no such assignment on this desk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/submissions.py"/>
        <source>Open the desk that handed it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>The journal cannot be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>Start the program again: the file will be kept under another name, and a new one begun.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>The journal cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>Free some space on it. What was saved before is not touched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>{what}: another program is using {file}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>{what}: {file} is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>{what}: {file} may not be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>Check the folder and what may be done in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>{what}: the disk reports a fault ({name}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>Check the disk and its cable, or use another disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>{what}: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/errors.py"/>
        <location filename="../../quizapp/storage/readers.py"/>
        <location filename="../../quizapp/storage/writer.py"/>
        <source>Start the program again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/events.py"/>
        <source>Not saved: there is something in this answer that cannot be kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/events.py"/>
        <source>Type the answer again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/events.py"/>
        <source>The journal has something in it that this version of Quizapp does not know.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/journal.py"/>
        <source>Deleted, but traces may be left on the disk: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/journal.py"/>
        <source>Close other programs that use the journal, and end this one: that clears them away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/journal.py"/>
        <source>Not saved: the bank of this attempt was not kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/journal.py"/>
        <location filename="../../quizapp/storage/rows.py"/>
        <source>Begin it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/journal.py"/>
        <source>Not saved: there is another attempt of this id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/journal.py"/>
        <source>This cannot be a name: it is empty, has more than {most} letters, or some that cannot be seen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/journal.py"/>
        <source>Type another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/journal.py"/>
        <source>There is a learner named “{name}” already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/journal.py"/>
        <source>Choose that one, or another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/migrations.py"/>
        <source>{file} was written by a newer version of Quizapp (format {version}; this one knows {known}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/migrations.py"/>
        <source>Update Quizapp. Nothing in the file was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/readers.py"/>
        <source>The journal cannot be read: it is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/reading.py"/>
        <source>The journal cannot be opened: {file} is of an earlier version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/reading.py"/>
        <source>Start the window once: it renews it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/reading.py"/>
        <source>The journal cannot be opened: {file} is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/reading.py"/>
        <source>Start the window once: it keeps this file under another name, and brings over all that is still whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/rows.py"/>
        <source>This bank is not in the journal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/rows.py"/>
        <source>Open the bank&apos;s file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/rows.py"/>
        <source>Not saved: something else was saved in this place (number {seq}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/rows.py"/>
        <source>Leave this attempt, and resume it from the list: what was saved is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/rows.py"/>
        <source>Not saved: an attempt begins once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/rows.py"/>
        <source>Not saved: what was done before it is not saved yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/rows.py"/>
        <source>Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/rows.py"/>
        <source>Something in the journal is not as it was written: the disk has damaged it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/rows.py"/>
        <source>There is no such attempt anymore.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/rows.py"/>
        <source>Choose another one from the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>{file} would be too large.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>Back up the whole journal instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>the bank “{title}” is not the one that its mark says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>an event is not in its place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>an attempt does not begin as one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>an attempt has no events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>the learner&apos;s name is none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>its parts are not in order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>it has something in it that this version of Quizapp does not know</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>there is too much in it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>its end is not where it says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>something in it was changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>its end is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>it does not begin as one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>This file was written by a newer version of Quizapp.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>what is in it cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>{file} is not a learner&apos;s file of Quizapp, or is damaged: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>Export the learner again. Nothing was changed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>{file} cannot be read: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>{file} is the journal itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/writer.py"/>
        <source>Not saved: the journal is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/writer.py"/>
        <source>Not saved: {message}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/writer.py"/>
        <source>Not saved: the journal is only read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/writer.py"/>
        <source>Open the window to change it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/writer.py"/>
        <source>Not saved: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/language.py"/>
        <source>Quizapp does not speak “{language}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/showing.py"/>
        <source>[Image: {description}]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/showing.py"/>
        <source>Question {number} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/terminal/showing.py"/>
        <source>({least} to %n words or so)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/terminal/showing.py"/>
        <source>(at least %n words or so)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/terminal/showing.py"/>
        <source>(at most %n words or so)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>%n questions.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>The passage has %n words, {minutes}.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>You have {time}. Then the answers you have given count.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>You have {tries} tries for each question. After the first, each costs {share} of the points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>After each answer, say how sure you are: the surer you are, the more points you can win or lose.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Time ran out, so this no longer counts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>This bank has no passage.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>This is the first question.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Your answer is taken back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>This question is marked already, so “{text}” changes nothing. Enter goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>“{text}” is not an answer here: type {expected}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Reading level: {level}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>A test has no hints.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>There is no other hint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>There is no hint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Hint {number}:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>How sure are you?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>1 to 3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Type 1, 2 or 3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>What you leave out stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Type the whole answer again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Rate your answer by the rubric. (Enter leaves a criterion for later)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>points for {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>“{text}” is none of these: type one of {choices}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>hint, {cost}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>passage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>next level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>finish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>(Enter goes on, {commands})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Enter leaves it unanswered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Your answer so far:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Enter keeps your answer, - takes it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>{time} left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>%n questions not answered: {numbers}.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>%n questions partly answered: {numbers}.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Enter finishes; a number goes to that question, b to the last one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Type a number from 1 to {last}, b, or Enter to finish.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
