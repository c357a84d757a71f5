<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>AccommodationWords</name>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>As for everybody</source>
        <translation>Como para el resto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>{factor} × the time</source>
        <translation>{factor} × el tiempo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>No time limit</source>
        <translation>Sin límite de tiempo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Nothing</source>
        <translation>Nada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Questions and answers</source>
        <translation>Preguntas y respuestas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Everything</source>
        <translation>Todo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>One left out</source>
        <translation>Una menos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>As on the computer</source>
        <translation>Como en la computadora</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>As for everybody, locked</source>
        <translation>Como para el resto, fijo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Easier to read</source>
        <translation>Más fácil de leer</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>{level}, locked</source>
        <translation>{level}, fijo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Colors of the system</source>
        <translation>Colores del sistema</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Cream</source>
        <translation>Crema</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>High contrast</source>
        <translation>Alto contraste</translation>
    </message>
</context>
<context>
    <name>AlsoIn</name>
    <message>
        <location filename="../../quizapp/gui/library/also_in.py"/>
        <source>Also in:</source>
        <translation>También en:</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/also_in.py"/>
        <source>Show this bank in {language}</source>
        <translation>Mostrar este banco en: {language}</translation>
    </message>
</context>
<context>
    <name>AnnotationLayer</name>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_layer.py"/>
        <source>Highlighter on. Arrow keys move from sentence to sentence, Space highlights</source>
        <translation>Resaltador activado. Con las flechas vas de oración en oración; con la barra espaciadora resaltas</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/passage/annotation_layer.py"/>
        <source>%n highlights</source>
        <translation>
            <numerusform>%n resaltado</numerusform>
            <numerusform>%n resaltados</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/passage/annotation_layer.py"/>
        <source>%n notes on places</source>
        <translation>
            <numerusform>%n nota en un lugar del texto</numerusform>
            <numerusform>%n notas en lugares del texto</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_layer.py"/>
        <source>Not highlighted</source>
        <translation>Sin resaltar</translation>
    </message>
</context>
<context>
    <name>AnnotationList</name>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_list.py"/>
        <source>Your notes and highlights</source>
        <translation>Tus notas y resaltados</translation>
    </message>
</context>
<context>
    <name>AnnotationPanel</name>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_panel.py"/>
        <source>Your notes and highlights</source>
        <translation>Tus notas y resaltados</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_panel.py"/>
        <source>Nothing yet. Select words in the passage to highlight them or to write a note.</source>
        <translation>Todavía no hay nada. Selecciona palabras del texto para resaltarlas o para escribir una nota.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_panel.py"/>
        <source>Show it</source>
        <translation>Mostrar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_panel.py"/>
        <source>Remove it</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_panel.py"/>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>AnnotationTool</name>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Highlighter</source>
        <translation>Resaltador</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Highlighter colors</source>
        <translation>Colores del resaltador</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Note on a place</source>
        <translation>Nota en un lugar del texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Your notes and highlights</source>
        <translation>Tus notas y resaltados</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Your last change to highlights and notes was undone.</source>
        <translation>Se deshizo tu último cambio en los resaltados y las notas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Highlighter color: {color}</source>
        <translation>Color del resaltador: {color}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Highlighter on. Select words, or go through the sentences with arrow keys and Space.</source>
        <translation>Resaltador activado. Selecciona palabras, o recorre las oraciones con las flechas y la barra espaciadora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Highlighter off</source>
        <translation>Resaltador desactivado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Highlighted, {color}: “{words}”</source>
        <translation>Resaltado, {color}: “{words}”</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Color chosen: {color}</source>
        <translation>Color elegido: {color}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Color changed: {color}</source>
        <translation>Color cambiado: {color}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Highlight removed</source>
        <translation>Resaltado eliminado</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>You have %n highlights in this text. You can take this back with Ctrl+Z.</source>
        <translation>
            <numerusform>Tienes %n resaltado en este texto. Puedes deshacer esto con Ctrl+Z.</numerusform>
            <numerusform>Tienes %n resaltados en este texto. Puedes deshacer esto con Ctrl+Z.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Remove all</source>
        <translation>Quitar todos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Keep them</source>
        <translation>Conservarlos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Remove all highlights?</source>
        <translation>¿Quitar todos los resaltados?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>All highlights removed. Ctrl+Z takes that back.</source>
        <translation>Se quitaron todos los resaltados. Con Ctrl+Z vuelven.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Note deleted. Ctrl+Z takes that back.</source>
        <translation>Nota eliminada. Con Ctrl+Z vuelve.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Undo the last change</source>
        <translation>Deshacer el último cambio</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Remove all highlights…</source>
        <translation>Quitar todos los resaltados…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Highlight this sentence</source>
        <translation>Resaltar esta oración</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Highlight these words</source>
        <translation>Resaltar estas palabras</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Change the highlight to {color}</source>
        <translation>Cambiar el color del resaltado: {color}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Remove this highlight</source>
        <translation>Quitar este resaltado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Write a note</source>
        <translation>Escribir una nota</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>There are no highlights or notes in this text.</source>
        <translation>No hay resaltados ni notas en este texto.</translation>
    </message>
</context>
<context>
    <name>AnswerPanel</name>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Your remark to this answer</source>
        <translation>Tu observación sobre esta respuesta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Save the remark</source>
        <translation>Guardar la observación</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Points</source>
        <translation>Puntos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Reason, for the list of changes</source>
        <translation>Motivo, para la lista de cambios</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Reason for these points</source>
        <translation>Motivo de estos puntos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Set the points</source>
        <translation>Fijar los puntos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Take back</source>
        <translation>Anular</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Take back the points that were set</source>
        <translation>Anular los puntos fijados</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Other points for this answer</source>
        <translation>Otros puntos para esta respuesta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>You set these points: {reason}</source>
        <translation>Fijaste estos puntos: {reason}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>of {points}</source>
        <translation>de {points}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Say in a few words why. It is kept in the list of changes.</source>
        <translation>Di en pocas palabras por qué. Queda en la lista de cambios.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Taken back</source>
        <translation>Anulado</translation>
    </message>
</context>
<context>
    <name>AssignForm</name>
    <message>
        <location filename="../../quizapp/gui/desk/assign_form.py"/>
        <source>Make and save…</source>
        <translation>Crear y guardar…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assign_form.py"/>
        <source>Back to the list</source>
        <translation>Volver a la lista</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assign_form.py"/>
        <source>Rules of the assignment</source>
        <translation>Reglas de la tarea</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assign_form.py"/>
        <source>New assignment</source>
        <translation>Nueva tarea</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assign_form.py"/>
        <source>Choose questions: here you see how they cover the skills and the text.</source>
        <translation>Elige preguntas: aquí ves cómo cubren las habilidades y el texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assign_form.py"/>
        <source>No skill named</source>
        <translation>Sin habilidad indicada</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/assign_form.py"/>
        <source>%n questions: {skills}</source>
        <translation>
            <numerusform>%n pregunta: {skills}</numerusform>
            <numerusform>%n preguntas: {skills}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/assign_form.py"/>
        <source>Their evidence is in {touched} of %n sentences of the text.</source>
        <translation>
            <numerusform>Su evidencia está en {touched} de %n oración del texto.</numerusform>
            <numerusform>Su evidencia está en {touched} de las %n oraciones del texto.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assign_form.py"/>
        <source>Nothing on: {skills}</source>
        <translation>Nada sobre: {skills}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/assign_form.py"/>
        <source>You mark %n of them yourself.</source>
        <translation>
            <numerusform>Tú calificas %n de ellas.</numerusform>
            <numerusform>Tú calificas %n de ellas.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AssignedSession</name>
    <message>
        <location filename="../../quizapp/gui/assignments/assigned.py"/>
        <source>This feedback is for {name}. It is kept here until {name} is learning.</source>
        <translation>Estos comentarios son para {name}. Se guardan aquí hasta que {name} estudie.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/assigned.py"/>
        <source>This assignment was given back to {name}, who can go on with it.</source>
        <translation>Esta tarea se devolvió a {name} para que pueda seguir con ella.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/assigned.py"/>
        <source>This cannot be a name. Type your name, with at most 100 letters.</source>
        <translation>Esto no puede ser un nombre. Escribe tu nombre, con 100 letras como máximo.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/assignments/assigned.py"/>
        <source>Marks were changed: your teacher marked questions {numbers} again.</source>
        <translation>
            <numerusform>Hay cambios en la calificación: tu docente volvió a calificar la pregunta {numbers}.</numerusform>
            <numerusform>Hay cambios en la calificación: tu docente volvió a calificar las preguntas {numbers}.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/assigned.py"/>
        <source>Time ran out. The answers you had given by then count.</source>
        <translation>Se acabó el tiempo. Cuentan las respuestas que ya habías dado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/assigned.py"/>
        <source>Your last answers are not saved yet. Try again in a moment.</source>
        <translation>Tus últimas respuestas todavía no se guardaron. Inténtalo de nuevo en un momento.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/assigned.py"/>
        <source>Handed in.</source>
        <translation>Entregado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/assigned.py"/>
        <source>Time ran out. Your answers so far were handed in.</source>
        <translation>Se acabó el tiempo. Se entregaron las respuestas que ya tenías.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/assigned.py"/>
        <source>Saved again in {folder}.</source>
        <translation>Se guardó de nuevo en {folder}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/assigned.py"/>
        <source>Writing the file…</source>
        <translation>Escribiendo el archivo…</translation>
    </message>
</context>
<context>
    <name>AssignmentPages</name>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Hand in “{title}”?</source>
        <translation>¿Entregar “{title}”?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Hand it in</source>
        <translation>Entregar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Not yet</source>
        <translation>Todavía no</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Not handed in yet</source>
        <translation>Todavía sin entregar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Your answers are kept. Choose where to save the file for your teacher.</source>
        <translation>Tus respuestas están a salvo. Elige dónde guardar el archivo para tu docente.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Choose a folder…</source>
        <translation>Elegir una carpeta…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Later</source>
        <translation>Más tarde</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Hand in here</source>
        <translation>Entregar aquí</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Save it again here</source>
        <translation>Guardar de nuevo aquí</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>What your teacher puts into this folder is offered above the library.</source>
        <translation>Lo que tu docente ponga en esta carpeta aparecerá arriba de la biblioteca.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>This computer looks for assignments in {folder}.</source>
        <translation>Esta computadora busca tareas en {folder}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Choose another folder…</source>
        <translation>Elegir otra carpeta…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Stop looking there</source>
        <translation>Dejar de buscar ahí</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Leave it as it is</source>
        <translation>Dejarlo como está</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Folder for assignments</source>
        <translation>Carpeta para las tareas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Look for assignments here</source>
        <translation>Buscar tareas aquí</translation>
    </message>
</context>
<context>
    <name>AssignmentsSection</name>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Assignments</source>
        <translation>Tareas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>New assignment…</source>
        <translation>Nueva tarea…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Save the file…</source>
        <translation>Guardar el archivo…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>The file that you hand out</source>
        <translation>El archivo que repartes</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Show in its folder</source>
        <translation>Mostrar en su carpeta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Collect</source>
        <translation>Recoger</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Hand to another class</source>
        <translation>Repartir a otra clase</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Title</source>
        <translation>Título</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Class</source>
        <translation>Clase</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Handed in</source>
        <translation>Entregado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Missing</source>
        <translation>Faltan</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Hand in by</source>
        <translation>Entregar antes de</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Made</source>
        <translation>Creada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Go to Classes</source>
        <translation>Ir a Clases</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>{count} of {all}</source>
        <translation>{count} de {all}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>nobody</source>
        <translation>nadie</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>First make a class. Then you can hand something out to it.</source>
        <translation>Primero crea una clase. Después podrás repartirle algo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Nothing is handed out yet. Choose questions with “{button}”.</source>
        <translation>Todavía no se ha repartido nada. Elige preguntas con “{button}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>marks at once</source>
        <translation>calificación al momento</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>marks after handing in</source>
        <translation>calificación después de entregar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>marks when you release them</source>
        <translation>calificación cuando la publiques</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Test</source>
        <translation>Prueba</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Practice</source>
        <translation>Práctica</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>%n questions</source>
        <translation>
            <numerusform>%n pregunta</numerusform>
            <numerusform>%n preguntas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>%n minutes for each text</source>
        <translation>
            <numerusform>%n minuto para cada texto</numerusform>
            <numerusform>%n minutos para cada texto</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>up to %n tries</source>
        <translation>
            <numerusform>hasta %n intento</numerusform>
            <numerusform>hasta %n intentos</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>asks how sure they are</source>
        <translation>pide la seguridad de cada respuesta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>shuffled</source>
        <translation>en orden aleatorio</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>the text is hidden</source>
        <translation>el texto está oculto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>reading level “{level}”</source>
        <translation>nivel de lectura “{level}”</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>the reading level is locked</source>
        <translation>el nivel de lectura es fijo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>others may type a name</source>
        <translation>otras personas pueden escribir un nombre</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Folder for the file that you hand out</source>
        <translation>Carpeta para el archivo que repartes</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Hand out this file: {file}</source>
        <translation>Reparte este archivo: {file}</translation>
    </message>
</context>
<context>
    <name>AttemptCard</name>
    <message>
        <location filename="../../quizapp/gui/study/attempt_card.py"/>
        <source>Show it again</source>
        <translation>Mostrar de nuevo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/attempt_card.py"/>
        <source>Go on with it</source>
        <translation>Seguir con este intento</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/attempt_card.py"/>
        <source>Answer the questions that you left out. Your answers stay.</source>
        <translation>Responde las preguntas que dejaste sin contestar. Tus respuestas se conservan.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/attempt_card.py"/>
        <source>Go on with the rest</source>
        <translation>Seguir con el resto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/attempt_card.py"/>
        <source>Its bank can no longer be read.</source>
        <translation>Su banco ya no se puede leer.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/attempt_card.py"/>
        <source>{answered} of {count}</source>
        <translation>{answered} de {count}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/attempt_card.py"/>
        <source>Mode</source>
        <translation>Modo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/attempt_card.py"/>
        <source>Answered</source>
        <translation>Respondidas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/attempt_card.py"/>
        <source>Time taken</source>
        <translation>Tiempo usado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/attempt_card.py"/>
        <source>Reading level</source>
        <translation>Nivel de lectura</translation>
    </message>
</context>
<context>
    <name>AttemptPage</name>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>This answer</source>
        <translation>Esta respuesta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>The whole</source>
        <translation>El conjunto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Reading…</source>
        <translation>Cargando…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Submission</source>
        <translation>Entrega</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Learner before</source>
        <translation>Estudiante anterior</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Learner before (Ctrl+Page up)</source>
        <translation>Estudiante anterior (Ctrl+Re Pág)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Next learner</source>
        <translation>Siguiente estudiante</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Next learner (Ctrl+Page down)</source>
        <translation>Siguiente estudiante (Ctrl+Av Pág)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Gradebook</source>
        <translation>Libro de calificaciones</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Back to the gradebook</source>
        <translation>Volver al libro de calificaciones</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Answers</source>
        <translation>Respuestas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>In the passage</source>
        <translation>En el texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Nothing from this learner is here anymore.</source>
        <translation>Ya no hay nada de esta persona aquí.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Text {number}</source>
        <translation>Texto {number}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>handed in: {when}</source>
        <translation>entregado: {when}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>late</source>
        <translation>con retraso</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>%n came in after the release</source>
        <translation>
            <numerusform>%n llegó después de la publicación</numerusform>
            <numerusform>%n llegaron después de la publicación</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>%n to rate</source>
        <translation>
            <numerusform>%n por valorar</numerusform>
            <numerusform>%n por valorar</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>reopened, and not in again yet</source>
        <translation>reabierto, y todavía sin entregar de nuevo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>released</source>
        <translation>publicado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>not released</source>
        <translation>sin publicar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Number {number}, {when}</source>
        <translation>Número {number}, {when}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>{submission} (counts)</source>
        <translation>{submission} (cuenta)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>{submission} (after the release, does not count)</source>
        <translation>{submission} (después de la publicación, no cuenta)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Came in</source>
        <translation>Llegó</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Reopened</source>
        <translation>Reabierto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Not begun</source>
        <translation>Sin empezar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Reading level</source>
        <translation>Nivel de lectura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>It counts now</source>
        <translation>Ahora cuenta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Saved</source>
        <translation>Guardado</translation>
    </message>
</context>
<context>
    <name>AttemptPages</name>
    <message>
        <location filename="../../quizapp/gui/shell/attempt_pages.py"/>
        <source>How text looks</source>
        <translation>Aspecto del texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/attempt_pages.py"/>
        <source>Looking back</source>
        <translation>Revisión de respuestas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/attempt_pages.py"/>
        <source>Results</source>
        <translation>Resultados</translation>
    </message>
</context>
<context>
    <name>AttemptSession</name>
    <message>
        <location filename="../../quizapp/gui/attempt/session.py"/>
        <source>This bank has changed since you began. You’ll finish it as it was.</source>
        <translation>Este banco cambió desde que empezaste. Lo terminarás tal como era.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/session.py"/>
        <source>This bank has changed since you took it. Here it is as it was then.</source>
        <translation>Este banco cambió desde que lo hiciste. Aquí está tal como era entonces.</translation>
    </message>
</context>
<context>
    <name>BankDetail</name>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Skills</source>
        <translation>Habilidades</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Question types</source>
        <translation>Tipos de pregunta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Practice</source>
        <translation>Practicar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Take as a test</source>
        <translation>Hacer como prueba</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Read the passage, without questions</source>
        <translation>Leer el texto, sin preguntas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Read</source>
        <translation>Leer</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>About this text</source>
        <translation>Sobre este texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Read the file again</source>
        <translation>Leer el archivo de nuevo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Edit</source>
        <translation>Editar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Open the file in the program that you use for texts</source>
        <translation>Abre el archivo en el programa que usas para textos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Open in a text editor</source>
        <translation>Abrir en un editor de texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Show in folder</source>
        <translation>Mostrar en la carpeta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>The file stays where it is, and so do your results. Open it again to bring it back. (Delete)</source>
        <translation>El archivo se queda donde está, y también tus resultados. Ábrelo otra vez para que el banco vuelva. (Eliminar)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Remove from the library</source>
        <translation>Quitar de la biblioteca</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Say how sure you are: the surer you are, the more you win if right and lose if wrong</source>
        <translation>Indica tu seguridad: cuanto mayor sea, más ganas si aciertas y más pierdes si te equivocas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>How to practice</source>
        <translation>Cómo practicar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>One try for each question</source>
        <translation>Un intento por pregunta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Three tries for each question; each extra try costs a third of the points</source>
        <translation>Tres intentos por pregunta; cada intento extra cuesta un tercio de los puntos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Practice with Enter or a double click</source>
        <translation>Practicar con Enter o doble clic</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>How to take the test</source>
        <translation>Cómo hacer la prueba</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Just answer</source>
        <translation>Solo responder</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Take tests with Enter or a double click</source>
        <translation>Hacer pruebas con Enter o doble clic</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Enter on a bank does this</source>
        <translation>Esto es lo que hace Enter en un banco</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Practice tells you after each question.</source>
        <translation>En la práctica ves cómo te fue después de cada pregunta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Practice gives you three tries; each extra try costs a third of the points.</source>
        <translation>En la práctica tienes tres intentos; cada intento extra cuesta un tercio de los puntos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Practice asks how sure you are, and tells you after each question.</source>
        <translation>En la práctica indicas tu seguridad y ves cómo te fue después de cada pregunta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>A test shows your results at the end.</source>
        <translation>En la prueba ves tus resultados al final.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>A test asks how sure you are, and shows your results at the end.</source>
        <translation>En la prueba indicas tu seguridad y ves tus resultados al final.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>You have %n minutes for it.</source>
        <translation>
            <numerusform>Tienes %n minuto para hacerla.</numerusform>
            <numerusform>Tienes %n minutos para hacerla.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Edit a copy</source>
        <translation>Editar una copia</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Check this file: some of it may not say what you meant.</source>
        <translation>Revisa este archivo: puede que algo no diga lo que querías decir.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Passage</source>
        <translation>Texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Questions</source>
        <translation>Preguntas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>How hard to read (estimate)</source>
        <translation>Dificultad de lectura (estimada)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Author</source>
        <translation>Autoría</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>License</source>
        <translation>Licencia</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>line {line}</source>
        <translation>línea {line}</translation>
    </message>
</context>
<context>
    <name>BankFiles</name>
    <message>
        <location filename="../../quizapp/gui/library/bank_files.py"/>
        <source>Question banks and assignments ({endings})</source>
        <translation>Bancos de preguntas y tareas ({endings})</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_files.py"/>
        <source>All files (*)</source>
        <translation>Todos los archivos (*)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_files.py"/>
        <source>Open a file</source>
        <translation>Abrir un archivo</translation>
    </message>
</context>
<context>
    <name>BankForm</name>
    <message>
        <location filename="../../quizapp/gui/editor/forms/form.py"/>
        <source>About the bank</source>
        <translation>Acerca del banco</translation>
    </message>
</context>
<context>
    <name>BankList</name>
    <message>
        <location filename="../../quizapp/gui/library/bank_list.py"/>
        <source>Banks</source>
        <translation>Bancos</translation>
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
    <name>BugReports</name>
    <message>
        <location filename="../../quizapp/gui/shell/bug_report.py"/>
        <source>Something went wrong</source>
        <translation>Algo salió mal</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/bug_report.py"/>
        <source>Something in the program is broken. You can go on. If it happens again, please report this text.</source>
        <translation>Algo falló en el programa. Puedes seguir. Si vuelve a pasar, avísanos con este texto, por favor.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/bug_report.py"/>
        <source>Report</source>
        <translation>Informe</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/bug_report.py"/>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
</context>
<context>
    <name>CardSplit</name>
    <message>
        <location filename="../../quizapp/gui/attempt/card_split.py"/>
        <source>The passage takes {share} % of the width</source>
        <translation>El texto ocupa el {share} % del ancho</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/card_split.py"/>
        <source>Passage</source>
        <translation>Texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/card_split.py"/>
        <source>Show the passage (F6)</source>
        <translation>Mostrar el texto (F6)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/card_split.py"/>
        <source>Question</source>
        <translation>Pregunta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/card_split.py"/>
        <source>Show the question (F6)</source>
        <translation>Mostrar la pregunta (F6)</translation>
    </message>
</context>
<context>
    <name>CategorizeView</name>
    <message>
        <location filename="../../quizapp/gui/answers/categorize.py"/>
        <source>Category {number} of {count}</source>
        <translation>Categoría {number} de {count}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/categorize.py"/>
        <source>Statement {name}</source>
        <translation>afirmación {name}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/categorize.py"/>
        <source>Press 1–{last} to sort one by one, Enter to go on</source>
        <translation>Presiona 1–{last} para clasificarlas una por una, Enter para seguir</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/categorize.py"/>
        <source>It’s here now</source>
        <translation>Ahora está aquí</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/categorize.py"/>
        <source>{statement}: put into {category}</source>
        <translation>{statement}: está en {category}</translation>
    </message>
</context>
<context>
    <name>CenteredCard</name>
    <message>
        <location filename="../../quizapp/gui/kit/centered_card.py"/>
        <source>Page</source>
        <translation>Página</translation>
    </message>
</context>
<context>
    <name>CertaintyRow</name>
    <message>
        <location filename="../../quizapp/gui/attempt/certainty_row.py"/>
        <source>How sure are you?</source>
        <translation>¿Con cuánta seguridad respondes?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/certainty_row.py"/>
        <source>Choose one, then check.</source>
        <translation>Elige una opción y luego comprueba.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/certainty_row.py"/>
        <source>If you don’t say, “{name}” counts.</source>
        <translation>Si no lo dices, cuenta “{name}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/certainty_row.py"/>
        <source>{stakes}; choice {number} of {count}</source>
        <translation>{stakes}; opción {number} de {count}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/certainty_row.py"/>
        <source>Alt+{number}</source>
        <translation>Alt+{number}</translation>
    </message>
</context>
<context>
    <name>ChangedFiles</name>
    <message>
        <location filename="../../quizapp/gui/shell/changed_files.py"/>
        <source>The file has changed. This is the new version.</source>
        <translation>El archivo cambió. Esta es la nueva versión.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/changed_files.py"/>
        <source>The file of this bank has changed. You go on with the version that you began with.</source>
        <translation>El archivo de este banco cambió. Sigues con la versión con la que empezaste.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/changed_files.py"/>
        <source>Begin with the new version</source>
        <translation>Empezar con la nueva versión</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/changed_files.py"/>
        <source>The file of this bank has changed, and has mistakes now. You still see the version before.</source>
        <translation>El archivo de este banco cambió y ahora tiene errores. Sigues viendo la versión anterior.</translation>
    </message>
</context>
<context>
    <name>Changes</name>
    <message>
        <location filename="../../quizapp/gui/editor/changes.py"/>
        <source>Question {number} was deleted. Ctrl+Z brings it back.</source>
        <translation>Se eliminó la pregunta {number}. Ctrl+Z la recupera.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/changes.py"/>
        <source>Now question {number}</source>
        <translation>Ahora es la pregunta {number}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/changes.py"/>
        <source>Leave it as it is?</source>
        <translation>¿Dejarlo como está?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/changes.py"/>
        <source>Your reason, which stands in the bank</source>
        <translation>Tu razón, que queda en el banco</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/changes.py"/>
        <source>Silence it</source>
        <translation>Silenciar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/changes.py"/>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>ChangesPage</name>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Also show what was handed in</source>
        <translation>Mostrar también lo que se entregó</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>When</source>
        <translation>Cuándo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Why</source>
        <translation>Por qué</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Who</source>
        <translation>Quién</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Changes</source>
        <translation>Cambios</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Nothing was changed yet.</source>
        <translation>Todavía no se ha cambiado nada.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Reason for taking it back</source>
        <translation>Motivo para anularlo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Take it back</source>
        <translation>Anularlo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Reading…</source>
        <translation>Cargando…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>It was right before</source>
        <translation>Antes estaba bien</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Changes to “{title}”</source>
        <translation>Cambios en “{title}”</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>{what} (taken back)</source>
        <translation>{what} (anulado)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Another key or other points: {question}</source>
        <translation>Otra clave u otros puntos: {question}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Another answer is right too: {question}</source>
        <translation>Otra respuesta también es correcta: {question}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Full points for all: {question}</source>
        <translation>Todos los puntos para todo el grupo: {question}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Left out: {question}</source>
        <translation>Excluida: {question}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>{name}: points by the marking again: {question}</source>
        <translation>{name}: otra vez los puntos de la calificación: {question}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>{name}: points set to {points}: {question}</source>
        <translation>{name}: puntos fijados en {points}: {question}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>{name}: remark to the whole</source>
        <translation>{name}: observación general</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>{name}: remark: {question}</source>
        <translation>{name}: observación: {question}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>{name}: rated: {question}</source>
        <translation>{name}: respuesta valorada: {question}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Released for {names}</source>
        <translation>Publicado para {names}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>{name}: reopened</source>
        <translation>{name}: tarea reabierta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>{name}: handed in</source>
        <translation>{name}: tarea entregada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>{name}: counts, though it came in after the release</source>
        <translation>{name}: cuenta, aunque llegó después de la publicación</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>{name}: this program is accepted</source>
        <translation>{name}: se acepta este programa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>{name}: this program is refused</source>
        <translation>{name}: se rechaza este programa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Taken back: {what}</source>
        <translation>Anulado: {what}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>A learner was deleted</source>
        <translation>Se eliminaron los datos de alguien</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>somebody</source>
        <translation>alguien</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>This was taken back.</source>
        <translation>Esto se anuló.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>This cannot be taken back here.</source>
        <translation>Esto no se puede anular aquí.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Taken back</source>
        <translation>Anulado</translation>
    </message>
</context>
<context>
    <name>CheckPane</name>
    <message>
        <location filename="../../quizapp/gui/editor/check_pane.py"/>
        <source>What the check found</source>
        <translation>Lo que encontró la revisión</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/check_pane.py"/>
        <source>Go to the field</source>
        <translation>Ir al campo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/check_pane.py"/>
        <source>Silence…</source>
        <translation>Silenciar…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/check_pane.py"/>
        <source>Keep it as it is, with a reason</source>
        <translation>Dejarlo como está, con una razón</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/editor/check_pane.py"/>
        <source>%n to mend</source>
        <translation>
            <numerusform>%n cosa por corregir</numerusform>
            <numerusform>%n cosas por corregir</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/editor/check_pane.py"/>
        <source>%n to think about</source>
        <translation>
            <numerusform>%n cosa por pensar</numerusform>
            <numerusform>%n cosas por pensar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/editor/check_pane.py"/>
        <source>%n silenced</source>
        <translation>
            <numerusform>%n silenciada</numerusform>
            <numerusform>%n silenciadas</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/check_pane.py"/>
        <source>The check found nothing.</source>
        <translation>La revisión no encontró nada.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/check_pane.py"/>
        <source>Source: {source}</source>
        <translation>Fuente: {source}</translation>
    </message>
</context>
<context>
    <name>ChoiceView</name>
    <message>
        <location filename="../../quizapp/gui/answers/choice_view.py"/>
        <source>Option {number} of {count}</source>
        <translation>Opción {number} de {count}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/choice_view.py"/>
        <source>Press A–{last} to choose, Enter to go on</source>
        <translation>Presiona A–{last} para elegir, Enter para seguir</translation>
    </message>
</context>
<context>
    <name>ClassView</name>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>The whole class</source>
        <translation>Toda la clase</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Marks</source>
        <translation>Calificaciones</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>How exactly this measures</source>
        <translation>Qué tan exacta es la medición</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Keys to look at</source>
        <translation>Claves por revisar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>By skill</source>
        <translation>Por habilidad</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Sure and right</source>
        <translation>Seguridad y acierto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>What was read as what</source>
        <translation>Qué se confundió con qué</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Without a skill</source>
        <translation>Sin habilidad</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>%n questions</source>
        <translation>
            <numerusform>%n pregunta</numerusform>
            <numerusform>%n preguntas</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>right</source>
        <translation>correctas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Mean: {mean} %.</source>
        <translation>Promedio: {mean} %.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Mean: {mean} of {possible} points.</source>
        <translation>Promedio: {mean} de {possible} puntos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Median: {median}. Half of the class has from {low} to {high}.</source>
        <translation>Mediana: {median}. La mitad de la clase tiene de {low} a {high}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Of one learner alone, nothing can be said about a class.</source>
        <translation>Con una sola persona no se puede decir nada de la clase.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>mean {mean}</source>
        <translation>promedio {mean}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Points</source>
        <translation>Puntos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Learners</source>
        <translation>Estudiantes</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>{range} percent</source>
        <translation>{range} por ciento</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>{range} points</source>
        <translation>{range} puntos</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>{range}: %n learners</source>
        <translation>
            <numerusform>{range}: %n estudiante</numerusform>
            <numerusform>{range}: %n estudiantes</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Stronger learners chose an answer other than the key. See why under “{page}”.</source>
        <translation>Quienes tienen mejores resultados eligieron una respuesta distinta de la clave. Mira por qué en “{page}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>No key looks wrong: on no question did learners who do well elsewhere choose a wrong answer more often than the key, beyond what chance explains. With few learners, a wrong key can go unseen.</source>
        <translation>Ninguna clave parece equivocada: en ninguna pregunta quienes van bien en el resto eligieron una respuesta incorrecta más que la clave, fuera de lo que explica el azar. Con pocos estudiantes, una clave equivocada puede pasar inadvertida.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Too little to tell: at least {learners} learners must have been asked the same {items} questions or more, and must not all have earned the same.</source>
        <translation>Hay muy pocos datos: al menos {learners} estudiantes deben haber recibido las mismas {items} preguntas o más, y no deben tener todos los mismos puntos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Written answers that are not rated yet are in the way: {count}.</source>
        <translation>Lo impiden las respuestas escritas que aún no se han valorado: {count}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Reliability (alpha)</source>
        <translation>Fiabilidad (alfa)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>A learner’s score can be off by about {error} points either way: of {possible} points, that is {share}.</source>
        <translation>Una puntuación puede variar unos {error} puntos hacia arriba o hacia abajo: de {possible} puntos, es el {share}.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>%n learners were not asked all questions, and are not counted here.</source>
        <translation>
            <numerusform>%n estudiante no recibió todas las preguntas y no se cuenta aquí.</numerusform>
            <numerusform>%n estudiantes no recibieron todas las preguntas y no se cuentan aquí.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClassesSection</name>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Classes</source>
        <translation>Clases</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>New class…</source>
        <translation>Nueva clase…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Add learners…</source>
        <translation>Agregar estudiantes…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Print the list…</source>
        <translation>Imprimir la lista…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>A list of the names, to sign in</source>
        <translation>Una lista de los nombres, para identificarse</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>More for this class</source>
        <translation>Más para esta clase</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>More</source>
        <translation>Más</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Time</source>
        <translation>Tiempo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Reading level</source>
        <translation>Nivel de lectura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Read aloud</source>
        <translation>Lectura en voz alta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Wrong answers</source>
        <translation>Respuestas incorrectas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Text size</source>
        <translation>Tamaño del texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Colors</source>
        <translation>Colores</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Learners</source>
        <translation>Estudiantes</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Class</source>
        <translation>Clase</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>%n learners</source>
        <translation>
            <numerusform>%n estudiante</numerusform>
            <numerusform>%n estudiantes</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>No class yet</source>
        <translation>Todavía no hay clases</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Make a class: type the names of its learners, or paste them from a spreadsheet.</source>
        <translation>Crea una clase: escribe los nombres de sus estudiantes o pégalos desde una hoja de cálculo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Nobody is in this class yet. Add its learners.</source>
        <translation>Todavía no hay nadie en esta clase. Agrega a sus estudiantes.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Save the list as a PDF…</source>
        <translation>Guardar la lista como PDF…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Rename the class…</source>
        <translation>Cambiar el nombre de la clase…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Delete the class…</source>
        <translation>Eliminar la clase…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Rename {name}</source>
        <translation>Cambiar el nombre de {name}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>New name</source>
        <translation>Nuevo nombre</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Rename</source>
        <translation>Cambiar el nombre</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>{name} is no longer in {room}. What was handed in stays.</source>
        <translation>{name} ya no está en {room}. Lo que entregó se conserva.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Delete {name}?</source>
        <translation>¿Eliminar a {name}?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>{name} will be deleted from every class, with everything that was handed in and all marks. This cannot be undone. If you might want it later, save all records first.</source>
        <translation>{name} se eliminará de todas las clases, con todo lo que entregó y todas sus calificaciones. Esto no se puede deshacer. Si crees que te hará falta después, guarda primero todos los registros.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Delete forever</source>
        <translation>Eliminar para siempre</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Keep</source>
        <translation>Conservar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>learner</source>
        <translation>estudiante</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Save all records of {name}</source>
        <translation>Guardar todos los registros de {name}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Data</source>
        <translation>Datos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Saved as {file}</source>
        <translation>Se guardó como {file}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Delete the class {name}?</source>
        <translation>¿Eliminar la clase {name}?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Its learners stay on the desk, in the other classes that they are in.</source>
        <translation>Sus estudiantes siguen en el escritorio, en las otras clases donde están.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Delete the class</source>
        <translation>Eliminar la clase</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Save the list as a PDF</source>
        <translation>Guardar la lista como PDF</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>PDF files</source>
        <translation>Archivos PDF</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>class</source>
        <translation>clase</translation>
    </message>
</context>
<context>
    <name>CollectSection</name>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Collect</source>
        <translation>Recoger</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Choose a folder…</source>
        <translation>Elegir una carpeta…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Choose files…</source>
        <translation>Elegir archivos…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Watch a folder…</source>
        <translation>Vigilar una carpeta…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Takes in whatever comes there, as long as the desk is open</source>
        <translation>Recoge todo lo que llegue ahí mientras el escritorio esté abierto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Stop watching</source>
        <translation>Dejar de vigilar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>File</source>
        <translation>Archivo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Learner</source>
        <translation>Estudiante</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Files</source>
        <translation>Archivos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Choose the folder or the stick where the answers are, or drop files here.</source>
        <translation>Elige la carpeta o la memoria USB donde están las respuestas, o suelta los archivos aquí.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Files of answers</source>
        <translation>Archivos de respuestas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Folder with the answers</source>
        <translation>Carpeta con las respuestas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Answers of Quizapp</source>
        <translation>Respuestas de Quizapp</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>All files</source>
        <translation>Todos los archivos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Folder to watch</source>
        <translation>Carpeta por vigilar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Watching {folder}</source>
        <translation>Vigilando {folder}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>{done} of %n files</source>
        <translation>
            <numerusform>{done} de %n archivo</numerusform>
            <numerusform>{done} de %n archivos</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>There is no file of answers there.</source>
        <translation>Ahí no hay ningún archivo de respuestas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>You have decided about this file.</source>
        <translation>Ya decidiste sobre este archivo.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>%n files</source>
        <translation>
            <numerusform>%n archivo</numerusform>
            <numerusform>%n archivos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>%n new</source>
        <translation>
            <numerusform>%n nuevo</numerusform>
            <numerusform>%n nuevos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>%n known already</source>
        <translation>
            <numerusform>%n ya conocido</numerusform>
            <numerusform>%n ya conocidos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>%n to decide</source>
        <translation>
            <numerusform>%n por decidir</numerusform>
            <numerusform>%n por decidir</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>%n not taken in</source>
        <translation>
            <numerusform>%n no recogido</numerusform>
            <numerusform>%n no recogidos</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>New</source>
        <translation>Nuevo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Known already</source>
        <translation>Ya conocido</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Handed in again</source>
        <translation>Entregado de nuevo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>An earlier one</source>
        <translation>Uno anterior</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Whose is it?</source>
        <translation>¿De quién es?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Is it theirs?</source>
        <translation>¿Es de esa persona?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Left out by you</source>
        <translation>Excluido por ti</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Not from this desk</source>
        <translation>No es de este escritorio</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Not for this desk</source>
        <translation>No es para este escritorio</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Damaged</source>
        <translation>Dañado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Not whole yet</source>
        <translation>Todavía incompleto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Not a file of answers</source>
        <translation>No es un archivo de respuestas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>From a newer Quizapp</source>
        <translation>De una versión más nueva de Quizapp</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Too large</source>
        <translation>Demasiado grande</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Cannot be read</source>
        <translation>No se puede leer</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Does not fit</source>
        <translation>No corresponde</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>{verdict}, late</source>
        <translation>{verdict}, con retraso</translation>
    </message>
</context>
<context>
    <name>CoverageLayer</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/editor/coverage_pane.py"/>
        <source>%n sentences without a question</source>
        <translation>
            <numerusform>%n oración sin pregunta</numerusform>
            <numerusform>%n oraciones sin pregunta</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/coverage_pane.py"/>
        <source>No question: “{words}”</source>
        <translation>Sin pregunta: “{words}”</translation>
    </message>
</context>
<context>
    <name>CoveragePane</name>
    <message>
        <location filename="../../quizapp/gui/editor/coverage_pane.py"/>
        <source>Colored: a question rests on it. Dotted line: none does.</source>
        <translation>Con color: una pregunta se apoya aquí. Línea de puntos: ninguna.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/coverage_pane.py"/>
        <source>Passage with its coverage</source>
        <translation>Texto con su cobertura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/coverage_pane.py"/>
        <source>Questions rest on {covered} of {n} sentences ({share} %).</source>
        <translation>Las preguntas se apoyan en {covered} de {n} oraciones ({share} %).</translation>
    </message>
</context>
<context>
    <name>CrossOutButton</name>
    <message>
        <location filename="../../quizapp/gui/answers/parts/cross_out_button.py"/>
        <source>Bring back {option}</source>
        <translation>Recuperar {option}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/parts/cross_out_button.py"/>
        <source>Cross out {option}</source>
        <translation>Tachar {option}</translation>
    </message>
</context>
<context>
    <name>CrossingOut</name>
    <message>
        <location filename="../../quizapp/gui/attempt/crossing_out.py"/>
        <source>{option} crossed out</source>
        <translation>Tachada: {option}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/crossing_out.py"/>
        <source>{option} brought back</source>
        <translation>Recuperada: {option}</translation>
    </message>
</context>
<context>
    <name>DecideCard</name>
    <message>
        <location filename="../../quizapp/gui/desk/decide_card.py"/>
        <source>Whose is it?</source>
        <translation>¿De quién es?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/decide_card.py"/>
        <source>Why, for your records (may stay empty)</source>
        <translation>Por qué, para tus registros (puede quedar vacío)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/decide_card.py"/>
        <source>Why, for your records</source>
        <translation>Por qué, para tus registros</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/decide_card.py"/>
        <source>Count it as theirs</source>
        <translation>Contarlo a su nombre</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/decide_card.py"/>
        <source>Decide later</source>
        <translation>Decidir después</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/decide_card.py"/>
        <source>“{name}” is not on the list</source>
        <translation>“{name}” no está en la lista</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/decide_card.py"/>
        <source>Handed in on {when} by this computer&apos;s clock. Whose is it?</source>
        <translation>Entregado: {when}, según el reloj de esta computadora. ¿De quién es?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/decide_card.py"/>
        <source>Choose whose it is…</source>
        <translation>Elige de quién es…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/decide_card.py"/>
        <source>Is this from {name}?</source>
        <translation>¿Esto es de {name}?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/decide_card.py"/>
        <source>It came on {when}, from another program than {name}&apos;s files before. That is so if {name} changed computers, and also if somebody else used the name.</source>
        <translation>Llegó: {when}, desde otro programa que los archivos anteriores de {name}. Eso pasa si {name} cambió de computadora, y también si otra persona usó su nombre.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/decide_card.py"/>
        <source>Yes, count it</source>
        <translation>Sí, contarlo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/decide_card.py"/>
        <source>No, leave it out</source>
        <translation>No, excluirlo</translation>
    </message>
</context>
<context>
    <name>DeskPage</name>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Back to the library</source>
        <translation>Volver a la biblioteca</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Password of the desk</source>
        <translation>Contraseña del escritorio</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>The desk is being opened…</source>
        <translation>Abriendo el escritorio…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Classes</source>
        <translation>Clases</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Assignments</source>
        <translation>Tareas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Paper</source>
        <translation>Papel</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Gradebook</source>
        <translation>Libro de calificaciones</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Understand</source>
        <translation>Comprender</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Lock the desk now</source>
        <translation>Bloquear el escritorio ahora</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Change the password…</source>
        <translation>Cambiar la contraseña…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Take the password off…</source>
        <translation>Quitar la contraseña…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Set a password…</source>
        <translation>Poner una contraseña…</translation>
    </message>
</context>
<context>
    <name>DeskPages</name>
    <message>
        <location filename="../../quizapp/gui/shell/desk_pages.py"/>
        <source>Teacher&apos;s desk</source>
        <translation>Escritorio docente</translation>
    </message>
</context>
<context>
    <name>DeskSection</name>
    <message>
        <location filename="../../quizapp/gui/desk/desk_section.py"/>
        <source>Sent to the printer</source>
        <translation>Enviado a la impresora</translation>
    </message>
</context>
<context>
    <name>DistinctionGrid</name>
    <message>
        <location filename="../../quizapp/gui/kit/distinction_grid.py"/>
        <source>The class put it in</source>
        <translation>La clase la puso en</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/distinction_grid.py"/>
        <source>You put it in</source>
        <translation>Tú la pusiste en</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/distinction_grid.py"/>
        <source>It belongs to</source>
        <translation>Corresponde a</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/distinction_grid.py"/>
        <source>From “{name}”, put in “{column}”: {count}</source>
        <translation>De “{name}”, puestas en “{column}”: {count}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/distinction_grid.py"/>
        <source>right</source>
        <translation>correctas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/distinction_grid.py"/>
        <source>mixed up</source>
        <translation>confundidas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/distinction_grid.py"/>
        <source>left out</source>
        <translation>sin responder</translation>
    </message>
</context>
<context>
    <name>DistinctionsCard</name>
    <message>
        <location filename="../../quizapp/gui/study/distinctions_card.py"/>
        <source>Which categories</source>
        <translation>Qué categorías</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/distinctions_card.py"/>
        <source>“{name}” taken for “{other}”</source>
        <translation>“{name}” se confundió con “{other}”</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/distinctions_card.py"/>
        <source>Common mix-ups over time: {mixups}</source>
        <translation>Confusiones frecuentes a lo largo del tiempo: {mixups}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/distinctions_card.py"/>
        <source>In your last %n attempts</source>
        <translation>
            <numerusform>En tu último intento</numerusform>
            <numerusform>En tus últimos %n intentos</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/distinctions_card.py"/>
        <source>{count} of {total}</source>
        <translation>{count} de {total}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/distinctions_card.py"/>
        <source>{name} → {other}</source>
        <translation>{name} → {other}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/distinctions_card.py"/>
        <source>Attempts with fewer than %n sorted statements of a category are counted together.</source>
        <translation>
            <numerusform>Los intentos con menos de %n afirmación clasificada de una categoría se cuentan juntos.</numerusform>
            <numerusform>Los intentos con menos de %n afirmaciones clasificadas de una categoría se cuentan juntos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/distinctions_card.py"/>
        <source>Not enough yet to show a trend. A line starts once you have sorted %n statements of a category.</source>
        <translation>
            <numerusform>Todavía no alcanza para mostrar una tendencia. La línea empieza cuando hayas clasificado %n afirmación de una categoría.</numerusform>
            <numerusform>Todavía no alcanza para mostrar una tendencia. La línea empieza cuando hayas clasificado %n afirmaciones de una categoría.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/distinctions_card.py"/>
        <source>When</source>
        <translation>Cuándo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/distinctions_card.py"/>
        <source>Mix-up</source>
        <translation>Confusión</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/distinctions_card.py"/>
        <source>How often</source>
        <translation>Con qué frecuencia</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/distinctions_card.py"/>
        <source>{words}: {count} of {total}</source>
        <translation>{words}: {count} de {total}</translation>
    </message>
</context>
<context>
    <name>EditedBank</name>
    <message>
        <location filename="../../quizapp/gui/editor/edited_bank.py"/>
        <source>That can’t be changed while the text can’t be read. Mend the text, or undo.</source>
        <translation>Eso no se puede cambiar mientras el archivo no se pueda leer. Corrígelo o deshaz.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/edited_bank.py"/>
        <source>Your version is beside it: {files}</source>
        <translation>Tu versión está al lado: {files}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/edited_bank.py"/>
        <source>Somebody else had changed the file. Their version is beside it: {files}</source>
        <translation>Alguien más había cambiado el archivo. Su versión está al lado: {files}</translation>
    </message>
</context>
<context>
    <name>EditorBar</name>
    <message>
        <location filename="../../quizapp/gui/editor/editor_bar.py"/>
        <source>Back to the library</source>
        <translation>Volver a la biblioteca</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/editor_bar.py"/>
        <source>Undo (Ctrl+Z)</source>
        <translation>Deshacer (Ctrl+Z)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/editor_bar.py"/>
        <source>Redo (Ctrl+Shift+Z)</source>
        <translation>Rehacer (Ctrl+Mayús+Z)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/editor_bar.py"/>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/editor_bar.py"/>
        <source>Save the bank (Ctrl+S)</source>
        <translation>Guardar el banco (Ctrl+S)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/editor_bar.py"/>
        <source>Take it</source>
        <translation>Hacerlo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/editor_bar.py"/>
        <source>Practice with this bank (Ctrl+Enter)</source>
        <translation>Practicar con este banco (Ctrl+Enter)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/editor_bar.py"/>
        <source>Not saved</source>
        <translation>No guardado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/editor_bar.py"/>
        <source>Saved</source>
        <translation>Guardado</translation>
    </message>
</context>
<context>
    <name>EditorPage</name>
    <message>
        <location filename="../../quizapp/gui/editor/editor_page.py"/>
        <source>Questions</source>
        <translation>Preguntas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/editor_page.py"/>
        <source>Form</source>
        <translation>Formulario</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/editor_page.py"/>
        <source>Text</source>
        <translation>Archivo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/editor_page.py"/>
        <source>Preview</source>
        <translation>Vista previa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/editor_page.py"/>
        <source>Check</source>
        <translation>Revisión</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/editor_page.py"/>
        <source>Coverage</source>
        <translation>Cobertura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/editor_page.py"/>
        <source>Passage</source>
        <translation>Texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/editor_page.py"/>
        <source>About this bank</source>
        <translation>Sobre este banco</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/editor_page.py"/>
        <source>Question {number}: {title}</source>
        <translation>Pregunta {number}: {title}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/editor_page.py"/>
        <source>Coverage is shown once there is a question without mistakes.</source>
        <translation>La cobertura se muestra cuando hay una pregunta sin errores.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/editor_page.py"/>
        <source>This bank has no passage.</source>
        <translation>Este banco no tiene texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/editor_page.py"/>
        <source>There is nothing to show until the mistakes are mended. “Check” lists them.</source>
        <translation>No hay nada que mostrar hasta que se corrijan los errores. “Revisión” los enumera.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/editor_page.py"/>
        <source>There is no passage to show yet.</source>
        <translation>Todavía no hay texto que mostrar.</translation>
    </message>
</context>
<context>
    <name>EditorPages</name>
    <message>
        <location filename="../../quizapp/gui/shell/editor_pages.py"/>
        <source>New bank</source>
        <translation>Banco nuevo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/editor_pages.py"/>
        <source>This is a copy of your own. The bank that came with the program stays as it is.</source>
        <translation>Esta copia es tuya. El banco que vino con el programa queda como está.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/editor_pages.py"/>
        <source>{title} was not saved when the program ended.</source>
        <translation>“{title}” no estaba guardado cuando se cerró el programa.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/editor_pages.py"/>
        <source>Go on writing</source>
        <translation>Seguir escribiendo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/editor_pages.py"/>
        <source>Discard it</source>
        <translation>Descartarlo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/editor_pages.py"/>
        <source>Save what you wrote?</source>
        <translation>¿Guardar lo que escribiste?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/editor_pages.py"/>
        <source>{title} has changes that are not saved.</source>
        <translation>“{title}” tiene cambios sin guardar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/editor_pages.py"/>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/editor_pages.py"/>
        <source>Don’t save</source>
        <translation>No guardar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/editor_pages.py"/>
        <source>Mend the mistakes first. They are listed here.</source>
        <translation>Corrige primero los errores. Aquí están todos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/editor_pages.py"/>
        <source>The file has changed on the disk. This is the new version.</source>
        <translation>El archivo cambió en el disco. Esta es la versión nueva.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/editor_pages.py"/>
        <source>Somebody else has changed this bank</source>
        <translation>Alguien más cambió este banco</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/editor_pages.py"/>
        <source>{file} is not as it was when you opened it. Whichever you choose, the other version is kept beside it.</source>
        <translation>{file} no está como cuando lo abriste. Elijas lo que elijas, la otra versión se conserva al lado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/editor_pages.py"/>
        <source>Keep mine</source>
        <translation>Conservar la mía</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/editor_pages.py"/>
        <source>Take theirs</source>
        <translation>Tomar la otra</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/editor_pages.py"/>
        <source>Decide later</source>
        <translation>Decidir después</translation>
    </message>
</context>
<context>
    <name>EntryRow</name>
    <message>
        <location filename="../../quizapp/gui/editor/forms/list_field.py"/>
        <source>Move {entry} up (Alt+Up)</source>
        <translation>Mover hacia arriba: {entry} (Alt+Arriba)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/list_field.py"/>
        <source>Move {entry} down (Alt+Down)</source>
        <translation>Mover hacia abajo: {entry} (Alt+Abajo)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/list_field.py"/>
        <source>Remove {entry}</source>
        <translation>Quitar: {entry}</translation>
    </message>
</context>
<context>
    <name>EvidenceLayer</name>
    <message>
        <location filename="../../quizapp/gui/passage/evidence_layer.py"/>
        <source>{number}, misled by: “{words}”</source>
        <translation>{number}, llevó al error: “{words}”</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/evidence_layer.py"/>
        <source>Misled by: “{words}”</source>
        <translation>Llevó al error: “{words}”</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/evidence_layer.py"/>
        <source>{number}, evidence: “{words}”</source>
        <translation>{number}, evidencia: “{words}”</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/evidence_layer.py"/>
        <source>Evidence: “{words}”</source>
        <translation>Evidencia: “{words}”</translation>
    </message>
</context>
<context>
    <name>EvidenceView</name>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Go to the passage (F6)</source>
        <translation>Ir al texto (F6)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Go to the passage</source>
        <translation>Ir al texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Selects it, or removes it if it is selected</source>
        <translation>La selecciona, o la quita si ya está seleccionada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Select the sentence at the cursor</source>
        <translation>Seleccionar la oración donde está el cursor</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Your answer and the right sentences:</source>
        <translation>Tu respuesta y las oraciones correctas:</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Enter or F6 to the passage, arrow keys and Space to select, Enter to go on</source>
        <translation>Enter o F6 para ir al texto, flechas y barra espaciadora para seleccionar, Enter para seguir</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Select %n sentences in the passage.</source>
        <translation>
            <numerusform>Selecciona %n oración del texto.</numerusform>
            <numerusform>Selecciona %n oraciones del texto.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Select one or more sentences in the passage.</source>
        <translation>Selecciona una o más oraciones del texto.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Choose only from paragraphs {numbers}.</source>
        <translation>
            <numerusform>Elige solo del párrafo {numbers}.</numerusform>
            <numerusform>Elige solo de los párrafos {numbers}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>You have already selected %n. Remove one first.</source>
        <translation>
            <numerusform>Ya seleccionaste %n. Quítala primero.</numerusform>
            <numerusform>Ya seleccionaste %n. Quita una primero.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>First move the cursor to a sentence in the passage.</source>
        <translation>Primero lleva el cursor a una oración del texto.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>%n of {all} selected</source>
        <translation>
            <numerusform>%n de {all} seleccionada</numerusform>
            <numerusform>%n de {all} seleccionadas</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Nothing selected yet</source>
        <translation>Todavía no hay nada seleccionado</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>%n selected</source>
        <translation>
            <numerusform>%n seleccionada</numerusform>
            <numerusform>%n seleccionadas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>%n are not in the text at this reading level</source>
        <translation>
            <numerusform>%n no está en el texto en este nivel de lectura</numerusform>
            <numerusform>%n no están en el texto en este nivel de lectura</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Paragraph {number}</source>
        <translation>Párrafo {number}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Not in the text at this reading level</source>
        <translation>No está en el texto en este nivel de lectura</translation>
    </message>
</context>
<context>
    <name>FeedbackPanel</name>
    <message>
        <location filename="../../quizapp/gui/attempt/feedback_panel.py"/>
        <source>Why: {explanation}</source>
        <translation>Por qué: {explanation}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/feedback_panel.py"/>
        <source>Your teacher: {words}</source>
        <translation>Tu docente: {words}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/attempt/feedback_panel.py"/>
        <source>See places {numbers} in the passage.</source>
        <translation>
            <numerusform>Mira el lugar {numbers} del texto.</numerusform>
            <numerusform>Mira los lugares {numbers} del texto.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/feedback_panel.py"/>
        <source>Right so far: {names}.</source>
        <translation>Hasta ahora está bien: {names}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/feedback_panel.py"/>
        <source>Your answer stays, so you can change it.</source>
        <translation>Tu respuesta se conserva para que puedas cambiarla.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/feedback_panel.py"/>
        <source>Those stay; try the rest again.</source>
        <translation>Lo correcto se conserva; intenta el resto de nuevo.</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <location filename="../../quizapp/gui/passage/find_bar.py"/>
        <source>Find in the passage</source>
        <translation>Buscar en el texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/find_bar.py"/>
        <source>Previous place (Shift+F3)</source>
        <translation>Lugar anterior (Mayús+F3)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/find_bar.py"/>
        <source>Next place (F3)</source>
        <translation>Lugar siguiente (F3)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/find_bar.py"/>
        <source>Close (Esc)</source>
        <translation>Cerrar (Esc)</translation>
    </message>
</context>
<context>
    <name>FindLayer</name>
    <message>
        <location filename="../../quizapp/gui/passage/find_layer.py"/>
        <source>Not found</source>
        <translation>No se encontró</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/find_layer.py"/>
        <source>{number} of {count}</source>
        <translation>{number} de {count}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/find_layer.py"/>
        <source>Found: {place}</source>
        <translation>Se encontró: {place}</translation>
    </message>
</context>
<context>
    <name>FindingsCard</name>
    <message>
        <location filename="../../quizapp/gui/study/findings_card.py"/>
        <source>Strong skills, and skills to practice</source>
        <translation>Habilidades fuertes y habilidades por practicar</translation>
    </message>
</context>
<context>
    <name>FinishPage</name>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Questions that are unfinished, flagged, or have a note</source>
        <translation>Preguntas sin terminar, marcadas o con una nota</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Choose a question to go back to it.</source>
        <translation>Elige una pregunta para volver a ella.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Go back</source>
        <translation>Volver</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Leave for now</source>
        <translation>Salir por ahora</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Finish this practice?</source>
        <translation>¿Terminar esta práctica?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Finish this test?</source>
        <translation>¿Terminar esta prueba?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Hand in your work?</source>
        <translation>¿Entregar tu trabajo?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Finish this part?</source>
        <translation>¿Terminar esta parte?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Finish this review?</source>
        <translation>¿Terminar este repaso?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Hand it in</source>
        <translation>Entregar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Finish this part</source>
        <translation>Terminar esta parte</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Finish and see the results</source>
        <translation>Terminar y ver los resultados</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Go back to the assignment. You can go on later where you left off.</source>
        <translation>Vuelve a la tarea. Después puedes seguir donde la dejaste.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Go back to the library. You can pick up later where you left off.</source>
        <translation>Vuelve a la biblioteca. Después puedes seguir donde lo dejaste.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>{answered} of %n answered.</source>
        <translation>
            <numerusform>{answered} de %n respondida.</numerusform>
            <numerusform>{answered} de %n respondidas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>%n of them only in part.</source>
        <translation>
            <numerusform>%n de ellas, solo en parte.</numerusform>
            <numerusform>%n de ellas, solo en parte.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>%n flagged.</source>
        <translation>
            <numerusform>%n marcada.</numerusform>
            <numerusform>%n marcadas.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Unanswered questions earn no points.</source>
        <translation>Las preguntas sin responder no dan puntos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Unanswered questions don’t count.</source>
        <translation>Las preguntas sin responder no cuentan.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>If you don’t say how sure you are, “{name}” counts.</source>
        <translation>Si no indicas tu seguridad, cuenta “{name}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>You cannot change your answers after that.</source>
        <translation>Después ya no podrás cambiar tus respuestas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>not answered</source>
        <translation>sin responder</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>not right yet</source>
        <translation>todavía no es correcta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>didn’t say how sure</source>
        <translation>sin indicar tu seguridad</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>flagged</source>
        <translation>marcada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>note: {text}</source>
        <translation>nota: {text}</translation>
    </message>
</context>
<context>
    <name>FormPane</name>
    <message>
        <location filename="../../quizapp/gui/editor/form_pane.py"/>
        <source>The text can’t be read as it is. Mend it, or undo (Ctrl+Z).</source>
        <translation>El archivo no se puede leer como está. Corrígelo o deshaz (Ctrl+Z).</translation>
    </message>
</context>
<context>
    <name>Frame</name>
    <message>
        <location filename="../../quizapp/gui/shell/frame.py"/>
        <source>Drop it here to open it</source>
        <translation>Suéltalo aquí para abrirlo</translation>
    </message>
</context>
<context>
    <name>GapFillView</name>
    <message>
        <location filename="../../quizapp/gui/answers/gap_fill.py"/>
        <source>Type in the gaps, Enter to go on</source>
        <translation>Escribe en los espacios, Enter para seguir</translation>
    </message>
</context>
<context>
    <name>GapList</name>
    <message>
        <location filename="../../quizapp/gui/editor/forms/gap_fields.py"/>
        <source>Add a gap</source>
        <translation>Agregar un espacio</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/gap_fields.py"/>
        <source>gap {sign}</source>
        <translation>espacio {sign}</translation>
    </message>
</context>
<context>
    <name>GapText</name>
    <message>
        <location filename="../../quizapp/gui/answers/parts/gap_text.py"/>
        <source>(gap {number})</source>
        <translation>(espacio {number})</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/gap_fields.py"/>
        <source>Make a gap of the selected words</source>
        <translation>Convertir en espacio las palabras seleccionadas</translation>
    </message>
</context>
<context>
    <name>GapsView</name>
    <message>
        <location filename="../../quizapp/gui/answers/gaps_view.py"/>
        <source>Gap {number} of {count}, after “{words}”</source>
        <translation>Espacio {number} de {count}, después de “{words}”</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/gaps_view.py"/>
        <source>Gap {number} of {count}, before “{words}”</source>
        <translation>Espacio {number} de {count}, antes de “{words}”</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/gaps_view.py"/>
        <source>Gap {number} of {count}</source>
        <translation>Espacio {number} de {count}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/gaps_view.py"/>
        <source>Left empty</source>
        <translation>Vacío</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/gaps_view.py"/>
        <source>Gap {number}, right answer: {answer}</source>
        <translation>Espacio {number}, respuesta correcta: {answer}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/gaps_view.py"/>
        <source>Gap {name}</source>
        <translation>espacio {name}</translation>
    </message>
</context>
<context>
    <name>GlossaryLayer</name>
    <message>
        <location filename="../../quizapp/gui/passage/glossary_layer.py"/>
        <source>{word}: {meaning}</source>
        <translation>{word}: {meaning}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/passage/glossary_layer.py"/>
        <source>Words with a meaning: %n. Ctrl+D goes to the next one.</source>
        <translation>
            <numerusform>Palabras explicadas: %n. Ctrl+D va a la siguiente.</numerusform>
            <numerusform>Palabras explicadas: %n. Ctrl+D va a la siguiente.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GradebookModel</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/gradebook_model.py"/>
        <source>%n missing</source>
        <translation>
            <numerusform>falta %n</numerusform>
            <numerusform>faltan %n</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_model.py"/>
        <source>reopened</source>
        <translation>reabierto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_model.py"/>
        <source>to be decided</source>
        <translation>por decidir</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_model.py"/>
        <source>late</source>
        <translation>con retraso</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_model.py"/>
        <source>by the learner’s clock: {when}; came in: {came}</source>
        <translation>según el reloj de quien entregó: {when}; llegó: {came}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/gradebook_model.py"/>
        <source>%n to rate</source>
        <translation>
            <numerusform>%n por valorar</numerusform>
            <numerusform>%n por valorar</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_model.py"/>
        <source>released</source>
        <translation>publicado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_model.py"/>
        <source>missing</source>
        <translation>falta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_model.py"/>
        <source>All together</source>
        <translation>Todo junto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_model.py"/>
        <source>{name}, {title}: {text}</source>
        <translation>{name}, {title}: {text}</translation>
    </message>
</context>
<context>
    <name>GradebookSaving</name>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_saving.py"/>
        <source>Workbook for a spreadsheet (*.xlsx)</source>
        <translation>Libro para hoja de cálculo (*.xlsx)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_saving.py"/>
        <source>Table as text (*.csv)</source>
        <translation>Tabla como texto (*.csv)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_saving.py"/>
        <source>Data for other programs (*.json)</source>
        <translation>Datos para otros programas (*.json)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_saving.py"/>
        <source>Table that Canvas imports (*.csv)</source>
        <translation>Tabla que Canvas importa (*.csv)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_saving.py"/>
        <source>Table that Moodle imports (*.csv)</source>
        <translation>Tabla que Moodle importa (*.csv)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_saving.py"/>
        <source>Save the gradebook</source>
        <translation>Guardar el libro de calificaciones</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_saving.py"/>
        <source>Gradebook</source>
        <translation>Libro de calificaciones</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_saving.py"/>
        <source>Choose the gradebook or the list of participants that Canvas or Moodle has exported</source>
        <translation>Elige el libro de calificaciones o la lista de participantes que exportó Canvas o Moodle</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_saving.py"/>
        <source>Tables (*.csv *.txt)</source>
        <translation>Tablas (*.csv *.txt)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_saving.py"/>
        <source>Saved as {file}</source>
        <translation>Se guardó como {file}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_saving.py"/>
        <source>Not in {file}, so left out: {names}.</source>
        <translation>No están en {file} y se han omitido: {names}.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/gradebook_saving.py"/>
        <source>%n results wait for a rating and are left empty.</source>
        <translation>
            <numerusform>%n resultado está por valorar y queda vacío.</numerusform>
            <numerusform>%n resultados están por valorar y quedan vacíos.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GradebookSection</name>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Class</source>
        <translation>Clase</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Order of the learners</source>
        <translation>Orden de los estudiantes</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>In class order</source>
        <translation>En el orden de la clase</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>By name</source>
        <translation>Por nombre</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Lowest marks first</source>
        <translation>Primero las calificaciones más bajas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Highest marks first</source>
        <translation>Primero las calificaciones más altas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Most to do first</source>
        <translation>Primero donde hay más pendientes</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Marks, and what is to do, go by the assignment of the current cell.</source>
        <translation>Las calificaciones y lo pendiente son los de la tarea de la celda actual.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Rate…</source>
        <translation>Valorar…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Release…</source>
        <translation>Publicar…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Save…</source>
        <translation>Guardar…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Reading…</source>
        <translation>Cargando…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Reading… {done} of {count} assignments</source>
        <translation>Cargando… {done} de {count} tareas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>There is no class yet. Make one, and its marks will be shown here.</source>
        <translation>Todavía no hay clases. Crea una y aquí se mostrarán sus calificaciones.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Make a class</source>
        <translation>Crear una clase</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Nothing was handed out to {room} yet. Make an assignment, and its marks will be shown here.</source>
        <translation>Todavía no se ha repartido nada a {room}. Crea una tarea y aquí se mostrarán sus calificaciones.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Make an assignment</source>
        <translation>Crear una tarea</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Rate %n…</source>
        <translation>
            <numerusform>Valorar %n…</numerusform>
            <numerusform>Valorar %n…</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Nobody is in this class yet.</source>
        <translation>Todavía no hay nadie en esta clase.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>What came in under the name {name} waits until you decide about it, on the page “{page}”.</source>
        <translation>Lo que llegó con el nombre {name} espera tu decisión en la página “{page}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Nothing has come in from {name} yet.</source>
        <translation>Todavía no ha llegado nada de {name}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Nobody further down has handed in.</source>
        <translation>Más abajo nadie ha entregado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Nobody further up has handed in.</source>
        <translation>Más arriba nadie ha entregado.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>For all %n</source>
        <translation>
            <numerusform>Para %n estudiante</numerusform>
            <numerusform>Para los %n estudiantes</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>For {name}</source>
        <translation>Para {name}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>For the %n chosen</source>
        <translation>
            <numerusform>Para %n elegido</numerusform>
            <numerusform>Para los %n elegidos</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Choose a folder: a file of feedback for each learner is written into it. Whoever opens it sees the marks, the key and your remarks.</source>
        <translation>Elige una carpeta: ahí se escribe un archivo de comentarios para cada estudiante. Quien lo abra verá la calificación, la clave y tus observaciones.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>It can be handed in until {time}, and the key tells the right answers to all.</source>
        <translation>Se puede entregar hasta: {time}, y la clave revela a todo el grupo las respuestas correctas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Release “{title}”?</source>
        <translation>¿Publicar “{title}”?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Also as PDF, for those without the program</source>
        <translation>También en PDF, para quienes no tienen el programa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Folder for the feedback</source>
        <translation>Carpeta para los comentarios</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>%n files of feedback are in {folder}.</source>
        <translation>
            <numerusform>Hay %n archivo de comentarios en {folder}.</numerusform>
            <numerusform>Hay %n archivos de comentarios en {folder}.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>The reports as PDF are there too.</source>
        <translation>Ahí están también los informes en PDF.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>The reports as PDF are in {folder}.</source>
        <translation>Los informes en PDF están en {folder}.</translation>
    </message>
</context>
<context>
    <name>HandedInCard</name>
    <message>
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>Assignment</source>
        <translation>Tarea</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>Go to Assignments</source>
        <translation>Ir a Tareas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>Learner</source>
        <translation>Estudiante</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>Handed in</source>
        <translation>Entregado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>Learners of this assignment</source>
        <translation>Estudiantes de esta tarea</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>Reopen…</source>
        <translation>Reabrir…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>Let this learner go on with what was handed in</source>
        <translation>Permitir seguir con lo que se entregó</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>Nothing is handed out yet, so nothing can come in.</source>
        <translation>Todavía no se ha repartido nada, así que no puede llegar nada.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>Decide about %n files…</source>
        <translation>
            <numerusform>Decidir sobre %n archivo…</numerusform>
            <numerusform>Decidir sobre %n archivos…</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>This class has nobody in it.</source>
        <translation>No hay nadie en esta clase.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>Everybody has handed in.</source>
        <translation>Todo el grupo ha entregado.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>Still missing: %n of {all}</source>
        <translation>
            <numerusform>Todavía falta: %n de {all}</numerusform>
            <numerusform>Todavía faltan: %n de {all}</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>missing</source>
        <translation>falta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>late</source>
        <translation>con retraso</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>reopened</source>
        <translation>reabierto</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>%n times</source>
        <translation>
            <numerusform>%n vez</numerusform>
            <numerusform>%n veces</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HeadCard</name>
    <message>
        <location filename="../../quizapp/gui/desk/head_card.py"/>
        <source>Back (Esc)</source>
        <translation>Atrás (Esc)</translation>
    </message>
</context>
<context>
    <name>HeaderBar</name>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Smaller text (Ctrl+−)</source>
        <translation>Texto más pequeño (Ctrl+−)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Larger text (Ctrl++)</source>
        <translation>Texto más grande (Ctrl++)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Menu: colors, clock, teacher&apos;s desk</source>
        <translation>Menú: colores, reloj, escritorio docente</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Help</source>
        <translation>Ayuda</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Who is learning: {name}</source>
        <translation>Estudia ahora: {name}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Who is learning: {name} (Ctrl+L)</source>
        <translation>Estudia ahora: {name} (Ctrl+L)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Opening…</source>
        <translation>Abriendo…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Colors of the system</source>
        <translation>Colores del sistema</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Cream</source>
        <translation>Crema</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>High contrast</source>
        <translation>Alto contraste</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>How text looks, and what helps… (Ctrl+,)</source>
        <translation>Aspecto del texto y ayudas… (Ctrl+,)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Show the clock</source>
        <translation>Mostrar el reloj</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Letters and digits choose answers</source>
        <translation>Las letras y cifras eligen respuestas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <location filename="../../quizapp/gui/shell/welcome_page.py"/>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Folder for assignments…</source>
        <translation>Carpeta para las tareas…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>New bank… (Ctrl+Shift+N)</source>
        <translation>Banco nuevo… (Ctrl+Mayús+N)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Teacher&apos;s desk (Ctrl+T)</source>
        <translation>Escritorio docente (Ctrl+T)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>The language of the system</source>
        <translation>El idioma del sistema</translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Help</source>
        <translation>Ayuda</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Open the folder</source>
        <translation>Abrir la carpeta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Open the guide</source>
        <translation>Abrir la guía</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>On every page</source>
        <translation>En todas las páginas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>In the library</source>
        <translation>En la biblioteca</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>During practice and tests</source>
        <translation>Durante prácticas y pruebas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Writing banks</source>
        <translation>Al escribir bancos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Show this help</source>
        <translation>Mostrar esta ayuda</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go back, or close a message</source>
        <translation>Volver, o cerrar un mensaje</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Make all text larger</source>
        <translation>Agrandar todo el texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Make all text smaller</source>
        <translation>Achicar todo el texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Usual text size</source>
        <translation>Tamaño habitual del texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Choose how text looks, and what helps</source>
        <translation>Elegir el aspecto del texto y las ayudas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Change who is learning</source>
        <translation>Cambiar quién estudia</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go to the library</source>
        <translation>Ir a la biblioteca</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go to the review</source>
        <translation>Ir al repaso</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go to your progress</source>
        <translation>Ir a tu progreso</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go to the history</source>
        <translation>Ir al historial</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go to the teacher&apos;s desk</source>
        <translation>Ir al escritorio docente</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Open a file, when no attempt is under way</source>
        <translation>Abrir un archivo, cuando no hay un intento en curso</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Write a new bank</source>
        <translation>Escribir un banco nuevo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Close Quizapp</source>
        <translation>Cerrar Quizapp</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Search</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Begin the chosen bank</source>
        <translation>Empezar el banco elegido</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go on where you stopped</source>
        <translation>Seguir donde te detuviste</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Open what your teacher gave you</source>
        <translation>Abrir lo que te dio tu docente</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Remove an opened file from the library</source>
        <translation>Quitar de la biblioteca un archivo abierto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Edit the chosen bank</source>
        <translation>Editar el banco elegido</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Choose the answer with this letter or number</source>
        <translation>Elegir la respuesta con esta letra o este número</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Check the answer, or go on</source>
        <translation>Comprobar la respuesta, o seguir</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go to the previous question</source>
        <translation>Ir a la pregunta anterior</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go to the next question</source>
        <translation>Ir a la pregunta siguiente</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go from the question to the passage, and back</source>
        <translation>Ir de la pregunta al texto, y volver</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Scroll the question</source>
        <translation>Desplazarse por la pregunta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Flag the question to come back to it</source>
        <translation>Marcar la pregunta para volver a ella</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Write a note</source>
        <translation>Escribir una nota</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Show a hint</source>
        <translation>Mostrar una pista</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Cross out the option with the focus, or bring it back</source>
        <translation>Tachar la opción enfocada, o recuperarla</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Cross out the option with this letter</source>
        <translation>Tachar la opción con esta letra</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Undo the last check; in the passage, the last highlight or note</source>
        <translation>Deshacer la última comprobación; en el texto, el último resaltado o nota</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Say how sure you are</source>
        <translation>Indicar tu seguridad</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Move an item up or down</source>
        <translation>Subir o bajar un elemento</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Make the passage larger</source>
        <translation>Agrandar el texto de lectura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Make the passage smaller</source>
        <translation>Achicar el texto de lectura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Highlight what is selected in the passage, or the sentence; again: remove it</source>
        <translation>Resaltar lo seleccionado en el texto, o la oración; otra vez: quitar el resaltado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Write a note on what is selected in the passage, or on the sentence</source>
        <translation>Escribir una nota sobre lo seleccionado en el texto, o sobre la oración</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go to the next highlight or note in the passage</source>
        <translation>Ir al siguiente resaltado o nota del texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go to the highlight or note before</source>
        <translation>Ir al resaltado o nota anterior</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Find in the passage</source>
        <translation>Buscar en el texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go to the next place that was found</source>
        <translation>Ir al siguiente lugar encontrado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go to the place before</source>
        <translation>Ir al lugar anterior</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Change the reading level of the passage</source>
        <translation>Cambiar el nivel de lectura del texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Read the passage aloud, pause, or go on</source>
        <translation>Leer el texto en voz alta, pausar o seguir</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Read the question aloud, pause, or go on</source>
        <translation>Leer la pregunta en voz alta, pausar o seguir</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Read the next sentence aloud</source>
        <translation>Leer en voz alta la oración siguiente</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Read the sentence before aloud</source>
        <translation>Leer en voz alta la oración anterior</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Stop reading aloud</source>
        <translation>Dejar de leer en voz alta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Turn the line ruler on or off</source>
        <translation>Activar o desactivar la regla de lectura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Show what the next marked word means</source>
        <translation>Mostrar qué significa la siguiente palabra señalada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Show what the marked word before means</source>
        <translation>Mostrar qué significa la palabra señalada anterior</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Save the bank</source>
        <translation>Guardar el banco</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Undo what you did last, in the form, the text or the passage</source>
        <translation>Deshacer lo último que hiciste en el formulario, el archivo o el texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Do it again</source>
        <translation>Volver a hacerlo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go from the list to the form, to the text, and back</source>
        <translation>Ir de la lista al formulario, al archivo y de vuelta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Show the text, the preview, the check or the coverage</source>
        <translation>Mostrar el archivo, la vista previa, la revisión o la cobertura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Add a question</source>
        <translation>Añadir una pregunta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Duplicate the question</source>
        <translation>Duplicar la pregunta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Delete the question</source>
        <translation>Eliminar la pregunta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Move the question, or an option, up or down</source>
        <translation>Mover la pregunta o una opción hacia arriba o abajo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Search the questions</source>
        <translation>Buscar en las preguntas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go to the next thing that the check found</source>
        <translation>Ir a lo siguiente que encontró la revisión</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Practice with the bank</source>
        <translation>Practicar con el banco</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_pages.py"/>
        <source>Keyboard shortcuts</source>
        <translation>Atajos de teclado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_pages.py"/>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
</context>
<context>
    <name>HelpSearch</name>
    <message>
        <location filename="../../quizapp/gui/shell/help_search.py"/>
        <source>Search the help</source>
        <translation>Buscar en la ayuda</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_search.py"/>
        <source>Search the help (Ctrl+F)</source>
        <translation>Buscar en la ayuda (Ctrl+F)</translation>
    </message>
</context>
<context>
    <name>HighlightWordsView</name>
    <message>
        <location filename="../../quizapp/gui/answers/highlight_words.py"/>
        <source>Word {number} of {count}</source>
        <translation>Palabra {number} de {count}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/highlight_words.py"/>
        <source>Right</source>
        <translation>Correcta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/highlight_words.py"/>
        <source>Wrong</source>
        <translation>Incorrecta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/highlight_words.py"/>
        <source>Missed</source>
        <translation>Te faltó</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/highlight_words.py"/>
        <source>Arrow keys move from word to word, Space selects, Enter to go on</source>
        <translation>Las flechas van de palabra en palabra, la barra espaciadora selecciona, Enter para seguir</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/highlight_words.py"/>
        <source>Select words in the sentence</source>
        <translation>Selecciona palabras de la oración</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/highlight_words.py"/>
        <source>%n words selected</source>
        <translation>
            <numerusform>%n palabra seleccionada</numerusform>
            <numerusform>%n palabras seleccionadas</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HintList</name>
    <message>
        <location filename="../../quizapp/gui/attempt/hint_list.py"/>
        <source>Hint {number}: {text}</source>
        <translation>Pista {number}: {text}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/hint_list.py"/>
        <source>Another hint ({cost})</source>
        <translation>Otra pista ({cost})</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/hint_list.py"/>
        <source>Hint ({cost})</source>
        <translation>Pista ({cost})</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/hint_list.py"/>
        <source>{hint}: press H</source>
        <translation>{hint}: presiona H</translation>
    </message>
</context>
<context>
    <name>HistoryModel</name>
    <message>
        <location filename="../../quizapp/gui/study/history_model.py"/>
        <source>Not finished</source>
        <translation>Sin terminar</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/history_model.py"/>
        <source>{answered} of %n answered</source>
        <translation>
            <numerusform>{answered} de %n respondida</numerusform>
            <numerusform>{answered} de %n respondidas</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Search by bank (Ctrl+F)</source>
        <translation>Buscar por banco (Ctrl+F)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Search the history by bank</source>
        <translation>Buscar por banco en el historial</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Save the attempts that are listed here: as a report, a table or data</source>
        <translation>Guardar los intentos de esta lista: como informe, tabla o datos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Save…</source>
        <translation>Guardar…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Save the history…</source>
        <translation>Guardar el historial…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Attempts</source>
        <translation>Intentos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>No attempt at a bank with these words.</source>
        <translation>Ningún intento de un banco con estas palabras.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Nothing yet. Each bank that you take will be listed here, with your marks.</source>
        <translation>Todavía no hay nada. Aquí aparecerá cada banco que hagas, con tu calificación.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>%n attempts found</source>
        <translation>
            <numerusform>%n intento encontrado</numerusform>
            <numerusform>%n intentos encontrados</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Saving…</source>
        <translation>Guardando…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Report to print or file (*.pdf)</source>
        <translation>Informe para imprimir o archivar (*.pdf)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Table, one row an attempt (*.csv)</source>
        <translation>Tabla, una fila por intento (*.csv)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Table, one row a question (*.csv)</source>
        <translation>Tabla, una fila por pregunta (*.csv)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Data for other programs (*.json)</source>
        <translation>Datos para otros programas (*.json)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Statements for a learning record store, xAPI (*.json)</source>
        <translation>Declaraciones para un almacén de registros de aprendizaje, xAPI (*.json)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>History, {words}</source>
        <translation>Historial, {words}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>History</source>
        <translation>Historial</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Save the history</source>
        <translation>Guardar el historial</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Saving… {done} of %n attempts read</source>
        <translation>
            <numerusform>Guardando… {done} de %n intento leído</numerusform>
            <numerusform>Guardando… {done} de %n intentos leídos</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Saved as {file}</source>
        <translation>Se guardó como {file}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>The banks of %n attempts can no longer be read.</source>
        <translation>
            <numerusform>El banco de %n intento ya no se puede leer.</numerusform>
            <numerusform>Los bancos de %n intentos ya no se pueden leer.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImageDialog</name>
    <message>
        <location filename="../../quizapp/gui/kit/image_dialog.py"/>
        <source>Image</source>
        <translation>Imagen</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/image_dialog.py"/>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>ImageField</name>
    <message>
        <location filename="../../quizapp/gui/editor/forms/image_field.py"/>
        <source>Remove the image</source>
        <translation>Quitar la imagen</translation>
    </message>
</context>
<context>
    <name>ImageFile</name>
    <message>
        <location filename="../../quizapp/gui/editor/forms/image_field.py"/>
        <source>Choose an image…</source>
        <translation>Elegir una imagen…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/image_field.py"/>
        <source>No file yet. You can drop one here.</source>
        <translation>Aún no hay archivo. Puedes soltar uno aquí.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/image_field.py"/>
        <source>Images ({endings})</source>
        <translation>Imágenes ({endings})</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/image_field.py"/>
        <source>Choose an image</source>
        <translation>Elegir una imagen</translation>
    </message>
</context>
<context>
    <name>InlineChoiceView</name>
    <message>
        <location filename="../../quizapp/gui/answers/inline_choice.py"/>
        <source>{word}: put into gap {number}</source>
        <translation>{word}: está en el espacio {number}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/inline_choice.py"/>
        <source>Press A–{last} to fill one gap after another, Enter to go on</source>
        <translation>Presiona A–{last} para llenar un espacio tras otro, Enter para seguir</translation>
    </message>
</context>
<context>
    <name>ItemCard</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>%n were asked</source>
        <translation>
            <numerusform>La recibió %n</numerusform>
            <numerusform>La recibieron %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>%n left it out</source>
        <translation>
            <numerusform>%n no respondió</numerusform>
            <numerusform>%n no respondieron</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>%n written answers are not rated yet; they are in no figure here.</source>
        <translation>
            <numerusform>%n respuesta escrita aún no se ha valorado; no está en ninguna cifra de aquí.</numerusform>
            <numerusform>%n respuestas escritas aún no se han valorado; no están en ninguna cifra de aquí.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>Points earned (facility)</source>
        <translation>Puntos obtenidos (facilidad)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>Goes with the rest of the test (item–rest)</source>
        <translation>Concuerda con el resto de la prueba (ítem–resto)</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>Too little to tell if those who do well elsewhere do well here: at least %n learners are needed, with marks that differ.</source>
        <translation>
            <numerusform>Hay muy pocos datos para saber si quienes van bien en el resto van bien aquí: hace falta al menos %n estudiante, con calificaciones distintas.</numerusform>
            <numerusform>Hay muy pocos datos para saber si quienes van bien en el resto van bien aquí: hacen falta al menos %n estudiantes, con calificaciones distintas.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>Time: {median}; half of the class took from {low} to {high}.</source>
        <translation>Tiempo: {median}; la mitad de la clase tardó de {low} a {high}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>Sure and right</source>
        <translation>Seguridad y acierto</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>%n answers</source>
        <translation>
            <numerusform>%n respuesta</numerusform>
            <numerusform>%n respuestas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>Look at this key: %n learners chose “{choice}”, and do better on the rest of the test ({rest}) than the {key_learners} who chose the key ({key_rest}).</source>
        <translation>
            <numerusform>Mira esta clave: %n estudiante eligió “{choice}”, y va mejor en el resto de la prueba ({rest}) que los {key_learners} que eligieron la clave ({key_rest}).</numerusform>
            <numerusform>Mira esta clave: %n estudiantes eligieron “{choice}”, y van mejor en el resto de la prueba ({rest}) que los {key_learners} que eligieron la clave ({key_rest}).</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>What was answered</source>
        <translation>Qué se respondió</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>Other answers: {count}</source>
        <translation>Otras respuestas: {count}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>What was chosen</source>
        <translation>Qué se eligió</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>{text}: {count}, {share} of those who were asked</source>
        <translation>{text}: {count}, {share} de quienes recibieron la pregunta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>{text}: {count}, {share} of those who were asked; they earned {rest} of the rest of the test</source>
        <translation>{text}: {count}, {share} de quienes recibieron la pregunta; obtuvieron {rest} del resto de la prueba</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>right</source>
        <translation>correctas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>misreads the right place</source>
        <translation>interpreta mal el lugar correcto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>rests on another part of the text</source>
        <translation>se apoya en otra parte del texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>has no support in the text</source>
        <translation>no tiene apoyo en el texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>With the text and without</source>
        <translation>Con el texto y sin él</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>With the text</source>
        <translation>Con el texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>Without</source>
        <translation>Sin él</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>The text is needed to answer this.</source>
        <translation>Hace falta el texto para responder esto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>The text helps, but many can answer this without it.</source>
        <translation>El texto ayuda, pero muchas personas pueden responder esto sin él.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>This can be answered without the text.</source>
        <translation>Esto se puede responder sin el texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>Too few have answered to tell whether the text is needed.</source>
        <translation>Han respondido muy pocas personas para saber si hace falta el texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>Gain by the text: {gain} ({low} to {high} %).</source>
        <translation>Ganancia con el texto: {gain} ({low} a {high} %).</translation>
    </message>
</context>
<context>
    <name>ItemList</name>
    <message>
        <location filename="../../quizapp/gui/desk/item_list.py"/>
        <source>Questions, what to talk about first</source>
        <translation>Preguntas, primero las que más conviene comentar</translation>
    </message>
</context>
<context>
    <name>ItemModel</name>
    <message>
        <location filename="../../quizapp/gui/desk/item_list.py"/>
        <source>{stem}: {facility} of the points</source>
        <translation>{stem}: {facility} de los puntos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_list.py"/>
        <source>Look at this key</source>
        <translation>Revisa esta clave</translation>
    </message>
</context>
<context>
    <name>JournalAccess</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/learners/journal_access.py"/>
        <source>The file with earlier work is damaged. Attempts that could be saved: %n.</source>
        <translation>
            <numerusform>El archivo con el trabajo anterior está dañado. Intentos que se pudieron salvar: %n.</numerusform>
            <numerusform>El archivo con el trabajo anterior está dañado. Intentos que se pudieron salvar: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/learners/journal_access.py"/>
        <source>Attempts of which a part is lost: %n.</source>
        <translation>
            <numerusform>Intentos de los que se perdió una parte: %n.</numerusform>
            <numerusform>Intentos de los que se perdió una parte: %n.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/journal_access.py"/>
        <source>The damaged file is kept as {file}.</source>
        <translation>El archivo dañado se conserva como {file}.</translation>
    </message>
</context>
<context>
    <name>LateBar</name>
    <message>
        <location filename="../../quizapp/gui/desk/late_bar.py"/>
        <source>This came in after the learner was told the key, so it does not count.</source>
        <translation>Esto llegó cuando ya se conocía la clave, así que no cuenta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/late_bar.py"/>
        <source>Reason, for the list of changes</source>
        <translation>Motivo, para la lista de cambios</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/late_bar.py"/>
        <source>Reason why it counts</source>
        <translation>Motivo por el que cuenta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/late_bar.py"/>
        <source>Let it count</source>
        <translation>Que cuente</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/late_bar.py"/>
        <source>Say in a few words why. It is kept in the list of changes.</source>
        <translation>Di en pocas palabras por qué. Queda en la lista de cambios.</translation>
    </message>
</context>
<context>
    <name>LayeredView</name>
    <message>
        <location filename="../../quizapp/gui/passage/layered_view.py"/>
        <source>Passage</source>
        <translation>Texto</translation>
    </message>
</context>
<context>
    <name>LearnerFiles</name>
    <message>
        <location filename="../../quizapp/gui/learners/learner_files.py"/>
        <source>{name} was exported to {file}.</source>
        <translation>Los datos de {name} se exportaron a {file}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learner_files.py"/>
        <source>Everything was backed up in {file}.</source>
        <translation>Se hizo una copia de seguridad de todo en {file}.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/learners/learner_files.py"/>
        <source>{name}: %n new attempts. Already here: {known}.</source>
        <translation>
            <numerusform>{name}: %n intento nuevo. Ya estaban aquí: {known}.</numerusform>
            <numerusform>{name}: %n intentos nuevos. Ya estaban aquí: {known}.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learner_files.py"/>
        <source>The backup is in place. What was there before is kept as {file}.</source>
        <translation>La copia de seguridad está en su lugar. Lo que había antes se conserva como {file}.</translation>
    </message>
</context>
<context>
    <name>LearnerPages</name>
    <message>
        <location filename="../../quizapp/gui/shell/learner_pages.py"/>
        <source>Learners</source>
        <translation>Estudiantes</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/learner_pages.py"/>
        <source>You will see the results of “{title}”. Unanswered questions do not count.</source>
        <translation>Verás los resultados de “{title}”. Las preguntas sin responder no cuentan.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/learner_pages.py"/>
        <source>You will see the results of “{title}”. Unanswered questions earn no points, and you cannot go on with it after that.</source>
        <translation>Verás los resultados de “{title}”. Las preguntas sin responder no dan puntos, y después no podrás seguir.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/learner_pages.py"/>
        <source>End this attempt as it is?</source>
        <translation>¿Terminar este intento como está?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/learner_pages.py"/>
        <source>End it, and show the results</source>
        <translation>Terminarlo y mostrar los resultados</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/learner_pages.py"/>
        <source>Leave it as it is</source>
        <translation>Dejarlo como está</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/learner_pages.py"/>
        <source>“{title}” will no longer be offered here. Nothing is deleted: it stays in the history.</source>
        <translation>“{title}” ya no se ofrecerá aquí. No se elimina nada: se queda en el historial.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/learner_pages.py"/>
        <source>Set this attempt aside?</source>
        <translation>¿Apartar este intento?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/learner_pages.py"/>
        <source>Set it aside</source>
        <translation>Apartarlo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/learner_pages.py"/>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/learner_pages.py"/>
        <source>Save elsewhere…</source>
        <translation>Guardar en otro lugar…</translation>
    </message>
</context>
<context>
    <name>LearnerRow</name>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Time</source>
        <translation>Tiempo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Reading level</source>
        <translation>Nivel de lectura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Text size</source>
        <translation>Tamaño del texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Colors</source>
        <translation>Colores</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Read aloud</source>
        <translation>Lectura en voz alta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Wrong answers</source>
        <translation>Respuestas incorrectas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Rename…</source>
        <translation>Cambiar el nombre…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Take out of the class</source>
        <translation>Quitar de la clase</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>What was handed in stays</source>
        <translation>Lo que se entregó se conserva</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Save all records…</source>
        <translation>Guardar todos los registros…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>All that the desk keeps, in one file</source>
        <translation>Todo lo que guarda el escritorio, en un archivo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Delete…</source>
        <translation>Eliminar…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Delete the learner with all records</source>
        <translation>Eliminar a esta persona con todos sus registros</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>A change counts for the files of assignments that you save from now on.</source>
        <translation>El cambio vale para los archivos de tareas que guardes de ahora en adelante.</translation>
    </message>
</context>
<context>
    <name>LearnersPage</name>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Each name has its own attempts and progress. There is no password, so nothing here is secret.</source>
        <translation>Cada nombre tiene sus propios intentos y su progreso. No hay contraseña, así que aquí nada es secreto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Type your name</source>
        <translation>Escribe tu nombre</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Name: find it in the list, or add a new one</source>
        <translation>Nombre: búscalo en la lista o agrega uno nuevo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Names</source>
        <translation>Nombres</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>A guest&apos;s work is deleted when the guest leaves</source>
        <translation>El trabajo de un invitado se elimina cuando el invitado se va</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Go on as a guest</source>
        <translation>Seguir como invitado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Rename…</source>
        <translation>Cambiar el nombre…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Delete…</source>
        <translation>Eliminar…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Export…</source>
        <translation>Exportar…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Save all of this learner&apos;s work in one file</source>
        <translation>Guardar todo el trabajo de esta persona en un archivo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>All learners: import, back up, restore</source>
        <translation>Todos los estudiantes: importar, hacer copia de seguridad, restaurar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>All learners</source>
        <translation>Todos los estudiantes</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Ask who is learning at each start</source>
        <translation>Preguntar quién estudia cada vez que se inicia</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Back to the library</source>
        <translation>Volver a la biblioteca</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>There are no names yet. Type yours and press Enter, or go on as a guest.</source>
        <translation>Todavía no hay nombres. Escribe el tuyo y presiona Enter, o sigue como invitado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Saved work is still loading…</source>
        <translation>El trabajo guardado se está cargando…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>{name} — is learning now</source>
        <translation>{name} — está estudiando ahora</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>The guest who was here last</source>
        <translation>El último invitado que estuvo aquí</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>The guest who stopped in “{title}”</source>
        <translation>El invitado que se detuvo en “{title}”</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Begin as “{name}”</source>
        <translation>Empezar como “{name}”</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Go on</source>
        <translation>Seguir</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Go on as this guest</source>
        <translation>Seguir como este invitado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Go on as {name}</source>
        <translation>Seguir como {name}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Rename {name}</source>
        <translation>Cambiar el nombre de {name}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Rename</source>
        <translation>Cambiar el nombre</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>New name</source>
        <translation>Nuevo nombre</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>The new name is {name}</source>
        <translation>El nuevo nombre es {name}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Deleted: {name}</source>
        <translation>Se eliminó: {name}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Delete {name}?</source>
        <translation>¿Eliminar a {name}?</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>{name} will be deleted, with %n attempts: all answers, notes and progress. This cannot be undone. If you might want it later, export it first.</source>
        <translation>
            <numerusform>Se eliminará a {name}, con %n intento: todas las respuestas, notas y el progreso. Esto no se puede deshacer. Si crees que te hará falta después, expórtalo primero.</numerusform>
            <numerusform>Se eliminará a {name}, con %n intentos: todas las respuestas, notas y el progreso. Esto no se puede deshacer. Si crees que te hará falta después, expórtalo primero.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Delete the guest?</source>
        <translation>¿Eliminar al invitado?</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>The guest will be deleted, with %n attempts: all answers, notes and progress. This cannot be undone. If you might want it later, export it first.</source>
        <translation>
            <numerusform>Se eliminará al invitado, con %n intento: todas las respuestas, notas y el progreso. Esto no se puede deshacer. Si crees que te hará falta después, expórtalo primero.</numerusform>
            <numerusform>Se eliminará al invitado, con %n intentos: todas las respuestas, notas y el progreso. Esto no se puede deshacer. Si crees que te hará falta después, expórtalo primero.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Delete forever</source>
        <translation>Eliminar para siempre</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Keep</source>
        <translation>Conservar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>learner</source>
        <translation>estudiante</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Export {name}</source>
        <translation>Exportar los datos de {name}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Learners of Quizapp</source>
        <translation>Estudiantes de Quizapp</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Import a learner…</source>
        <translation>Importar los datos de un estudiante…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Back up everything…</source>
        <translation>Hacer copia de seguridad de todo…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Restore a backup…</source>
        <translation>Restaurar una copia de seguridad…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Import a learner</source>
        <translation>Importar los datos de un estudiante</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>quizapp backup</source>
        <translation>copia de seguridad de quizapp</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Backups of Quizapp</source>
        <translation>Copias de seguridad de Quizapp</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Back up everything</source>
        <translation>Hacer copia de seguridad de todo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Restore a backup</source>
        <translation>Restaurar una copia de seguridad</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Restore a backup?</source>
        <translation>¿Restaurar una copia de seguridad?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>The work of all learners will be as it was when {file} was made. What is here now is not deleted: it is moved to another file.</source>
        <translation>Todo el trabajo guardado quedará como estaba cuando se creó {file}. Lo que hay ahora no se elimina: pasa a otro archivo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Restore it</source>
        <translation>Restaurarla</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Keep what is here</source>
        <translation>Conservar lo que hay aquí</translation>
    </message>
</context>
<context>
    <name>Learning</name>
    <message>
        <location filename="../../quizapp/gui/learners/learning.py"/>
        <source>Guest</source>
        <translation>Invitado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learning.py"/>
        <source>Saved work is still loading. Please try again in a moment.</source>
        <translation>El trabajo guardado se está cargando. Inténtalo de nuevo en un momento, por favor.</translation>
    </message>
</context>
<context>
    <name>LeaveGuard</name>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>The disk does not answer.</source>
        <translation>El disco no responde.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Not everything is saved</source>
        <translation>No todo está guardado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Your last answers are not saved yet. If you leave now, they will be lost.</source>
        <translation>Tus últimas respuestas todavía no se guardaron. Si sales ahora, se perderán.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Save elsewhere…</source>
        <translation>Guardar en otro lugar…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Close anyway</source>
        <translation>Cerrar de todos modos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Leave anyway</source>
        <translation>Salir de todos modos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Go on answering</source>
        <translation>Seguir respondiendo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Stay</source>
        <translation>Quedarme</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>answers</source>
        <translation>respuestas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Learners of Quizapp</source>
        <translation>Estudiantes de Quizapp</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Save elsewhere</source>
        <translation>Guardar en otro lugar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Keep it as “{name}”</source>
        <translation>Conservarlo como “{name}”</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Keep it under a name…</source>
        <translation>Conservarlo con un nombre…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Delete it and close</source>
        <translation>Eliminarlo y cerrar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Delete it and leave</source>
        <translation>Eliminarlo y salir</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Keep what you have done?</source>
        <translation>¿Conservar lo que hiciste?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>You are here as a guest. A guest&apos;s work is deleted when the guest leaves.</source>
        <translation>Estás aquí como invitado. El trabajo de un invitado se elimina cuando el invitado se va.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Keep it</source>
        <translation>Conservarlo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Your name</source>
        <translation>Tu nombre</translation>
    </message>
</context>
<context>
    <name>LetterButton</name>
    <message>
        <location filename="../../quizapp/gui/learners/letters_panel.py"/>
        <source>Only the letters from A to Z can be chosen. Press another key.</source>
        <translation>Solo se pueden elegir las letras de la A a la Z. Presiona otra tecla.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/letters_panel.py"/>
        <source>Press a letter…</source>
        <translation>Presiona una letra…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/letters_panel.py"/>
        <source>{what}: press a letter</source>
        <translation>{what}: presiona una letra</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/letters_panel.py"/>
        <source>{what}: {letter}</source>
        <translation>{what}: {letter}</translation>
    </message>
</context>
<context>
    <name>LettersPanel</name>
    <message>
        <location filename="../../quizapp/gui/learners/letters_panel.py"/>
        <source>Letters and digits choose answers, and do what is listed here</source>
        <translation>Las letras y cifras eligen respuestas y hacen lo que se indica aquí</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/letters_panel.py"/>
        <source>To change a key, choose it and press another letter.</source>
        <translation>Para cambiar una tecla, elígela y presiona otra letra.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/letters_panel.py"/>
        <source>Flag the question to come back to it</source>
        <translation>Marcar la pregunta para volver a ella</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/letters_panel.py"/>
        <source>Write a note</source>
        <translation>Escribir una nota</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/letters_panel.py"/>
        <source>Show a hint</source>
        <translation>Mostrar una pista</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/letters_panel.py"/>
        <source>Cross out the option with the focus</source>
        <translation>Tachar la opción enfocada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/letters_panel.py"/>
        <source>{letter} has something to do already: {what}. Press another letter.</source>
        <translation>{letter} ya tiene una función: {what}. Presiona otra letra.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/letters_panel.py"/>
        <source>{letter}: {what}.</source>
        <translation>{letter}: {what}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/letters_panel.py"/>
        <source>Where a question has an answer {letter}, it chooses that.</source>
        <translation>Si una pregunta tiene una respuesta {letter}, esa tecla la elige.</translation>
    </message>
</context>
<context>
    <name>LevelButton</name>
    <message>
        <location filename="../../quizapp/gui/library/level_button.py"/>
        <source>Reading level</source>
        <translation>Nivel de lectura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/level_button.py"/>
        <source>Level: {level}</source>
        <translation>Nivel: {level}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/level_button.py"/>
        <source>Reading level: {level}</source>
        <translation>Nivel de lectura: {level}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/level_button.py"/>
        <source>Choose how easy the text is to read. You can change it while you read.</source>
        <translation>Elige qué tan fácil de leer es el texto. Puedes cambiarlo mientras lees.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/library/level_button.py"/>
        <source>{level} (%Ln words)</source>
        <translation>
            <numerusform>{level} (%Ln palabra)</numerusform>
            <numerusform>{level} (%Ln palabras)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LevelTool</name>
    <message>
        <location filename="../../quizapp/gui/passage/level_tool.py"/>
        <source>Reading level</source>
        <translation>Nivel de lectura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/level_tool.py"/>
        <source>Reading level: {level}</source>
        <translation>Nivel de lectura: {level}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/level_tool.py"/>
        <source>Reading level: {level} ({key})</source>
        <translation>Nivel de lectura: {level} ({key})</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/level_tool.py"/>
        <source>The text is now: {level}</source>
        <translation>Nivel del texto ahora: {level}</translation>
    </message>
</context>
<context>
    <name>LibraryModel</name>
    <message>
        <location filename="../../quizapp/gui/library/library_model.py"/>
        <source>last result: {score}, {when}</source>
        <translation>último resultado: {score}, {when}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_model.py"/>
        <source>Without a text</source>
        <translation>Sin texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_model.py"/>
        <source>Files with mistakes</source>
        <translation>Archivos con errores</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_model.py"/>
        <source>You can use them once their mistakes are fixed</source>
        <translation>Podrás usarlos cuando se corrijan sus errores</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_model.py"/>
        <source>not found</source>
        <translation>no se encontró</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/library/library_model.py"/>
        <source>%n mistakes</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errores</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/library/library_model.py"/>
        <source>%n questions</source>
        <translation>
            <numerusform>%n pregunta</numerusform>
            <numerusform>%n preguntas</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_model.py"/>
        <source>each question stands alone</source>
        <translation>cada pregunta va por separado</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/library/library_model.py"/>
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln palabra</numerusform>
            <numerusform>%Ln palabras</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/library/library_model.py"/>
        <source>about %n min to read</source>
        <translation>
            <numerusform>cerca de %n min de lectura</numerusform>
            <numerusform>cerca de %n min de lectura</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LibraryPage</name>
    <message>
        <location filename="../../quizapp/gui/library/library_page.py"/>
        <source>Reading the banks…</source>
        <translation>Cargando los bancos…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_page.py"/>
        <source>No bank has these words.</source>
        <translation>Ningún banco tiene estas palabras.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_page.py"/>
        <source>There are no banks yet. Open a file to add one.</source>
        <translation>Todavía no hay bancos. Abre un archivo para agregar uno.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/library/library_page.py"/>
        <source>%n banks found</source>
        <translation>
            <numerusform>%n banco encontrado</numerusform>
            <numerusform>%n bancos encontrados</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_page.py"/>
        <source>Search the banks (Ctrl+F)</source>
        <translation>Buscar en los bancos (Ctrl+F)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_page.py"/>
        <source>Search the banks</source>
        <translation>Buscar en los bancos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_page.py"/>
        <source>Open a file…</source>
        <translation>Abrir un archivo…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_page.py"/>
        <source>Open a bank from anywhere (Ctrl+O); or drop it on the window</source>
        <translation>Abrir un banco desde cualquier lugar (Ctrl+O); o soltarlo en la ventana</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_page.py"/>
        <source>New bank…</source>
        <translation>Banco nuevo…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_page.py"/>
        <source>Write a bank of your own</source>
        <translation>Escribe tu propio banco</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_page.py"/>
        <source>Last result: {score} · {when}</source>
        <translation>Último resultado: {score} · {when}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_page.py"/>
        <source>Last result: {score} · {when} · {language}</source>
        <translation>Último resultado: {score} · {when} · {language}</translation>
    </message>
</context>
<context>
    <name>LibraryPages</name>
    <message>
        <location filename="../../quizapp/gui/shell/library_pages.py"/>
        <source>Library</source>
        <translation>Biblioteca</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/shell/library_pages.py"/>
        <source>%n banks are in the library now.</source>
        <translation>
            <numerusform>%n banco está ahora en la biblioteca.</numerusform>
            <numerusform>%n bancos están ahora en la biblioteca.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/library_pages.py"/>
        <source>{title} is in the library now.</source>
        <translation>{title} está ahora en la biblioteca.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/library_pages.py"/>
        <source>{title} is no longer in the library.</source>
        <translation>{title} ya no está en la biblioteca.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/library_pages.py"/>
        <source>{title} is no longer in the library. Its file is where it was.</source>
        <translation>{title} ya no está en la biblioteca. Su archivo sigue donde estaba.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/library_pages.py"/>
        <source>Put it back</source>
        <translation>Devolverlo</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/shell/library_pages.py"/>
        <source>%n files cannot be used: {files}. The library lists what is wrong with each of them.</source>
        <translation>
            <numerusform>No se puede usar %n archivo: {files}. La biblioteca indica qué está mal en él.</numerusform>
            <numerusform>No se pueden usar %n archivos: {files}. La biblioteca indica qué está mal en cada uno.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/library_pages.py"/>
        <source>{files} was not found.</source>
        <translation>No se encontró {files}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/library_pages.py"/>
        <source>{files} is a folder. Open a question bank in it.</source>
        <translation>{files} es una carpeta. Abre un banco de preguntas que esté en ella.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/library_pages.py"/>
        <source>{files} is a picture, not a question bank.</source>
        <translation>{files} es una imagen, no un banco de preguntas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/library_pages.py"/>
        <source>{files} has mistakes. They are listed in the library.</source>
        <translation>{files} tiene errores. La biblioteca los muestra.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/shell/library_pages.py"/>
        <source>{files} and %n more</source>
        <translation>
            <numerusform>{files} y %n más</numerusform>
            <numerusform>{files} y %n más</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LineView</name>
    <message>
        <location filename="../../quizapp/gui/answers/line_view.py"/>
        <source>Your answer</source>
        <translation>Tu respuesta</translation>
    </message>
</context>
<context>
    <name>LinkLayer</name>
    <message>
        <location filename="../../quizapp/gui/shell/help_links.py"/>
        <source>This page has links. Right and Left choose one, Enter opens it.</source>
        <translation>Esta página tiene enlaces. Derecha e Izquierda eligen uno; Enter lo abre.</translation>
    </message>
</context>
<context>
    <name>LookPanel</name>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Colors of the system</source>
        <translation>Colores del sistema</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Cream</source>
        <translation>Crema</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>High contrast</source>
        <translation>Alto contraste</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Usual</source>
        <translation>Habitual</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Colors</source>
        <translation>Colores</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Size of all texts</source>
        <translation>Tamaño de todos los textos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Size of the passage</source>
        <translation>Tamaño del texto de lectura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Font</source>
        <translation>Tipo de letra</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Lines of the passage</source>
        <translation>Líneas del texto de lectura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Space between lines</source>
        <translation>Espacio entre líneas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Space between paragraphs</source>
        <translation>Espacio entre párrafos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>{factor} × the letters’ size</source>
        <translation>{factor} × el tamaño de la letra</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Space between letters</source>
        <translation>Espacio entre letras</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Space between words</source>
        <translation>Espacio entre palabras</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>{percent} % more</source>
        <translation>{percent} % más</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Usual (75 letters)</source>
        <translation>Habituales (75 letras)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Very short</source>
        <translation>Muy cortas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Short</source>
        <translation>Cortas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Long</source>
        <translation>Largas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>As the window allows</source>
        <translation>Según la ventana</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Usual (serif passage)</source>
        <translation>Habitual (texto de lectura con serifas)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>As in the system</source>
        <translation>Como en el sistema</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>When the harbor closed, the white tower stood empty for eleven years. Nobody lit the lamp.

Then a teacher asked for the key. Her class painted the door, and wrote down what the fishermen still knew.</source>
        <translation>Cuando cerró el puerto, la torre blanca quedó vacía once años. Nadie encendía la lámpara.

Un día, una maestra pidió la llave. Su clase pintó la puerta y anotó lo que los pescadores todavía sabían.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Sample of a passage</source>
        <translation>Muestra de un texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>How long did the tower stand empty?</source>
        <translation>¿Cuánto tiempo estuvo vacía la torre?</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <location filename="../../quizapp/gui/shell/main_window.py"/>
        <source>Your settings could not be read, so everything is as at first. The old file is now {file}.</source>
        <translation>No se pudieron leer tus ajustes, así que todo está como al principio. El archivo anterior ahora es {file}.</translation>
    </message>
</context>
<context>
    <name>MarksCard</name>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Which bank</source>
        <translation>Qué banco</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>All banks together</source>
        <translation>Todos los bancos juntos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Not enough yet to show a trend.</source>
        <translation>Todavía no alcanza para mostrar una tendencia.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Best: {percent} %, {when}.</source>
        <translation>Mejor: {percent} %, {when}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Each dot is an attempt. The line shows the marks of each month together.</source>
        <translation>Cada punto es un intento. La línea muestra juntas las calificaciones de cada mes.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>When</source>
        <translation>Cuándo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Points</source>
        <translation>Puntos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Share</source>
        <translation>Porcentaje</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Marks over time: one attempt, {percent} %.</source>
        <translation>Calificaciones a lo largo del tiempo: un intento, {percent} %.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Marks over time: %n attempts, the first {first} %, the last {last} %.</source>
        <translation>
            <numerusform>Calificaciones a lo largo del tiempo: %n intento, el primero {first} %, el último {last} %.</numerusform>
            <numerusform>Calificaciones a lo largo del tiempo: %n intentos, el primero {first} %, el último {last} %.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MatchingView</name>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Options</source>
        <translation>Opciones</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Your answer, right</source>
        <translation>Tu respuesta, correcta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Your answer, wrong. Right answer: {option}</source>
        <translation>Tu respuesta, incorrecta. Respuesta correcta: {option}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Not answered. Right answer: {option}</source>
        <translation>Sin responder. Respuesta correcta: {option}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Not answered</source>
        <translation>Sin responder</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Goes with {places}</source>
        <translation>Va con {places}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Not needed</source>
        <translation>No hace falta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Place {name}</source>
        <translation>lugar {name}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Press A–{last} to fill the places, Space for a list</source>
        <translation>Presiona A–{last} para llenar los lugares, barra espaciadora para ver una lista</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>{option} put into {place}</source>
        <translation>{option}: está en {place}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>{option} taken out of {place}</source>
        <translation>{option}: ya no está en {place}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Put into {place}</source>
        <translation>Poner en {place}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>(used in {places})</source>
        <translation>(en uso: {places})</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Take out {option}</source>
        <translation>Sacar {option}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Choose an option</source>
        <translation>Elige una opción</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Place {place}, empty</source>
        <translation>Lugar {place}, vacío</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Place {place}: {option}</source>
        <translation>Lugar {place}: {option}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Press the letter of an option, or Space for a list</source>
        <translation>Presiona la letra de una opción, o la barra espaciadora para ver una lista</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Used in {places}</source>
        <translation>En uso: {places}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Option {number} of {count}</source>
        <translation>Opción {number} de {count}</translation>
    </message>
</context>
<context>
    <name>MeaningBubble</name>
    <message>
        <location filename="../../quizapp/gui/passage/meaning_bubble.py"/>
        <source>{word}: {meaning}</source>
        <translation>{word}: {meaning}</translation>
    </message>
</context>
<context>
    <name>MendPage</name>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Mend a question</source>
        <translation>Corregir una pregunta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Question</source>
        <translation>Pregunta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Another key</source>
        <translation>Otra clave</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Accept this too</source>
        <translation>Aceptar esta también</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Full points for all</source>
        <translation>Todos los puntos para todo el grupo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Leave it out</source>
        <translation>Excluirla</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Other points</source>
        <translation>Otros puntos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Points of the question</source>
        <translation>Puntos de la pregunta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Why? Learners read it with their feedback.</source>
        <translation>¿Por qué? Tus estudiantes lo leen con sus comentarios.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>See what changes</source>
        <translation>Ver qué cambia</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Change it</source>
        <translation>Cambiarla</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Before</source>
        <translation>Antes</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>After</source>
        <translation>Después</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Who changes</source>
        <translation>A quién le cambia</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Reason and what would change</source>
        <translation>Motivo y qué cambiaría</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Answer the question as it is right. This takes the place of what was right so far. The author’s explanation was for the old key and is left out.</source>
        <translation>Responde la pregunta como es correcto. Esto reemplaza lo que era correcto hasta ahora. La explicación original era para la clave anterior y se quita.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Give the answer that is right too. It earns all of the points.</source>
        <translation>Da la otra respuesta que también es correcta. Vale todos los puntos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Whoever has handed in has all of the points of this question.</source>
        <translation>Quien haya entregado recibe todos los puntos de esta pregunta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>The question counts for nobody; its points are in no total.</source>
        <translation>La pregunta no cuenta para nadie; sus puntos no están en ningún total.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>The question is worth so many points:</source>
        <translation>La pregunta vale estos puntos:</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Say in a few words why. Learners read it with their feedback.</source>
        <translation>Di en pocas palabras por qué. Tus estudiantes lo leen con sus comentarios.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Working it out…</source>
        <translation>Calculando…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Nobody’s points change. It would count for whoever hands in from now on.</source>
        <translation>No cambian los puntos de nadie. Valdría para quien entregue de ahora en adelante.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>%n of {handed_in} would have other points:</source>
        <translation>
            <numerusform>%n de {handed_in} tendría otros puntos:</numerusform>
            <numerusform>%n de {handed_in} tendrían otros puntos:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Changed: %n learners have other points. It can be taken back in the list of changes.</source>
        <translation>
            <numerusform>Listo: %n estudiante tiene otros puntos. Puedes anularlo en la lista de cambios.</numerusform>
            <numerusform>Listo: %n estudiantes tienen otros puntos. Puedes anularlo en la lista de cambios.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MissingNotice</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/passage/missing_notice.py"/>
        <source>%n of your highlights and notes are not in this version of the text. You’ll see them again at the reading level where you made them.</source>
        <translation>
            <numerusform>%n de tus resaltados y notas no está en esta versión del texto. Lo volverás a ver en el nivel de lectura en el que lo hiciste.</numerusform>
            <numerusform>%n de tus resaltados y notas no están en esta versión del texto. Los volverás a ver en el nivel de lectura en el que los hiciste.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MultipleChoiceView</name>
    <message>
        <location filename="../../quizapp/gui/answers/multiple_choice.py"/>
        <source>Press A–{last} to choose or undo, Enter to go on</source>
        <translation>Presiona A–{last} para elegir o deshacer, Enter para seguir</translation>
    </message>
</context>
<context>
    <name>NameCard</name>
    <message>
        <location filename="../../quizapp/gui/assignments/name_card.py"/>
        <source>Who are you?</source>
        <translation>¿Quién eres?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/name_card.py"/>
        <source>Your name</source>
        <translation>Tu nombre</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/name_card.py"/>
        <source>Type your name</source>
        <translation>Escribe tu nombre</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/name_card.py"/>
        <source>Names of the class</source>
        <translation>Nombres de la clase</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/name_card.py"/>
        <source>Pick your name. Your answers are handed in under it.</source>
        <translation>Elige tu nombre. Tus respuestas se entregan con él.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/name_card.py"/>
        <source>Pick your name, or type it if it is not there. Your answers are handed in under it.</source>
        <translation>Elige tu nombre, o escríbelo si no está. Tus respuestas se entregan con él.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/name_card.py"/>
        <source>No name of the class is like this. Ask your teacher.</source>
        <translation>Ningún nombre de la clase se parece a este. Pregunta a tu docente.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/name_card.py"/>
        <source>Go on as {name}</source>
        <translation>Seguir como {name}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/name_card.py"/>
        <source>Go on</source>
        <translation>Seguir</translation>
    </message>
</context>
<context>
    <name>NamesForm</name>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Name of the class, such as 7b</source>
        <translation>Nombre de la clase, por ejemplo 7b</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Name of the class</source>
        <translation>Nombre de la clase</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Names, one a line. You can paste a column of a spreadsheet here.</source>
        <translation>Nombres, uno por línea. Aquí puedes pegar una columna de una hoja de cálculo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>All of them are new</source>
        <translation>Todos los nombres son nuevos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Otherwise a name that you have in another class is the same learner, with the same records</source>
        <translation>Si no, un nombre que ya tienes en otra clase es la misma persona, con los mismos registros</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>From a file…</source>
        <translation>Desde un archivo…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>A CSV or text file</source>
        <translation>Un archivo CSV o de texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Names</source>
        <translation>Nombres</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>What was understood</source>
        <translation>Lo que se entendió</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Add learners to {name}</source>
        <translation>Agregar estudiantes a {name}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>New class</source>
        <translation>Nueva clase</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Nobody yet</source>
        <translation>Todavía nadie</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Type the names, paste them, or choose a file. Names stay as they are written. A first line such as “Name; Time; Text size” may say what the columns hold.</source>
        <translation>Escribe los nombres, pégalos o elige un archivo. Los nombres quedan como están escritos. Una primera línea como “Nombre; Tiempo; Tamaño del texto” puede decir qué hay en las columnas.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>%n learners</source>
        <translation>
            <numerusform>%n estudiante</numerusform>
            <numerusform>%n estudiantes</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Make the class</source>
        <translation>Crear la clase</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Add %n learners</source>
        <translation>
            <numerusform>Agregar %n estudiante</numerusform>
            <numerusform>Agregar %n estudiantes</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Tables and texts</source>
        <translation>Tablas y textos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Names from a file</source>
        <translation>Nombres desde un archivo</translation>
    </message>
</context>
<context>
    <name>Navigator</name>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator.py"/>
        <source>Questions</source>
        <translation>Preguntas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator.py"/>
        <source>Use the arrow keys to move along the questions, and Enter to open one</source>
        <translation>Con las flechas recorres las preguntas, y con Enter abres una</translation>
    </message>
</context>
<context>
    <name>NavigatorModel</name>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator_model.py"/>
        <source>not answered</source>
        <translation>sin responder</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator_model.py"/>
        <source>partly answered</source>
        <translation>respondida en parte</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator_model.py"/>
        <source>answered</source>
        <translation>respondida</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator_model.py"/>
        <source>not right yet</source>
        <translation>todavía no es correcta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator_model.py"/>
        <source>correct</source>
        <translation>correcta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator_model.py"/>
        <source>partly correct</source>
        <translation>correcta en parte</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator_model.py"/>
        <source>not correct</source>
        <translation>incorrecta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator_model.py"/>
        <source>not marked yet</source>
        <translation>todavía sin calificar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator_model.py"/>
        <source>Question {number}, {state}</source>
        <translation>Pregunta {number}, {state}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator_model.py"/>
        <source>{words}, flagged</source>
        <translation>{words}, marcada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator_model.py"/>
        <source>{words}, with a note</source>
        <translation>{words}, con una nota</translation>
    </message>
</context>
<context>
    <name>NewBankPage</name>
    <message>
        <location filename="../../quizapp/gui/editor/new_bank_page.py"/>
        <source>New bank</source>
        <translation>Banco nuevo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/new_bank_page.py"/>
        <source>Language of the bank</source>
        <translation>Idioma del banco</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/new_bank_page.py"/>
        <source>First question</source>
        <translation>Primera pregunta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/new_bank_page.py"/>
        <source>Paste or type the text here, or drop a file. Leave it empty for none.</source>
        <translation>Pega o escribe aquí el texto, o suelta un archivo. Déjalo vacío si no hay texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/new_bank_page.py"/>
        <source>Choose a file…</source>
        <translation>Elegir un archivo…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/new_bank_page.py"/>
        <source>Another folder…</source>
        <translation>Otra carpeta…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/new_bank_page.py"/>
        <source>Begin</source>
        <translation>Empezar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/new_bank_page.py"/>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/new_bank_page.py"/>
        <source>Title</source>
        <translation>Título</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/new_bank_page.py"/>
        <source>Passage (the text that learners read)</source>
        <translation>Texto (lo que leen los estudiantes)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/new_bank_page.py"/>
        <source>The text is here. Read it once more before you go on.</source>
        <translation>El texto está aquí. Léelo una vez más antes de seguir.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/new_bank_page.py"/>
        <source>It will be in the folder {folder}.</source>
        <translation>Estará en la carpeta {folder}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/new_bank_page.py"/>
        <source>Texts ({endings})</source>
        <translation>Textos ({endings})</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/new_bank_page.py"/>
        <source>All files (*)</source>
        <translation>Todos los archivos (*)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/new_bank_page.py"/>
        <source>Choose a text</source>
        <translation>Elegir un texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/new_bank_page.py"/>
        <source>Folder for the bank</source>
        <translation>Carpeta para el banco</translation>
    </message>
</context>
<context>
    <name>NotePad</name>
    <message>
        <location filename="../../quizapp/gui/attempt/note_pad.py"/>
        <source>Your note</source>
        <translation>Tu nota</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/note_pad.py"/>
        <source>Your note on this question</source>
        <translation>Tu nota sobre esta pregunta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/note_pad.py"/>
        <source>You’ll see it again with your results. Press Esc to go back.</source>
        <translation>La verás de nuevo con tus resultados. Presiona Esc para volver.</translation>
    </message>
</context>
<context>
    <name>NotePanel</name>
    <message>
        <location filename="../../quizapp/gui/passage/note_panel.py"/>
        <source>You’ll see it again with your results. Press Esc to go back.</source>
        <translation>La verás de nuevo con tus resultados. Presiona Esc para volver.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/note_panel.py"/>
        <source>Delete the note</source>
        <translation>Eliminar la nota</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/note_panel.py"/>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/note_panel.py"/>
        <source>Your note on “{words}”</source>
        <translation>Tu nota sobre “{words}”</translation>
    </message>
</context>
<context>
    <name>NoteRows</name>
    <message>
        <location filename="../../quizapp/gui/editor/check_pane.py"/>
        <source>Mistake</source>
        <translation>Error de lectura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/check_pane.py"/>
        <source>Error</source>
        <translation>Error</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/check_pane.py"/>
        <source>Warning</source>
        <translation>Advertencia</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <location filename="../../quizapp/gui/kit/notice_bar.py"/>
        <source>Close this notice</source>
        <translation>Cerrar este aviso</translation>
    </message>
</context>
<context>
    <name>NumericView</name>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>Type a date</source>
        <translation>Escribe una fecha</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>Type a number</source>
        <translation>Escribe un número</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>Type a date, Enter to go on</source>
        <translation>Escribe una fecha, Enter para seguir</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>Type a number, Enter to go on</source>
        <translation>Escribe un número, Enter para seguir</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>A date: the day, the name of the month, and the year</source>
        <translation>Una fecha: el día, el nombre del mes y el año</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>A date: the day, the month, and the year</source>
        <translation>Una fecha: el día, el mes y el año</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>A date: the month, the day, and the year</source>
        <translation>Una fecha: el mes, el día y el año</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>A number, with a comma before any decimals</source>
        <translation>Un número, con coma antes de los decimales</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>A number, with a point before any decimals</source>
        <translation>Un número, con punto antes de los decimales</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>{form}, with its unit: {units}</source>
        <translation>{form}, con su unidad: {units}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>{form}, in {units}</source>
        <translation>{form}, en {units}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>Read as: {value}</source>
        <translation>Se lee como: {value}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>This doesn’t look like a date</source>
        <translation>Esto no parece una fecha</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>Add the unit</source>
        <translation>Agrega la unidad</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>This doesn’t look like a number</source>
        <translation>Esto no parece un número</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>Right answer: {answer}</source>
        <translation>Respuesta correcta: {answer}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>%n days</source>
        <translation>
            <numerusform>%n día</numerusform>
            <numerusform>%n días</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>{answer}, give or take {allowed}</source>
        <translation>{answer}, con un margen de {allowed}</translation>
    </message>
</context>
<context>
    <name>OfferBar</name>
    <message>
        <location filename="../../quizapp/gui/assignments/offer_bar.py"/>
        <source>The assignment before</source>
        <translation>La tarea anterior</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/offer_bar.py"/>
        <source>The next assignment</source>
        <translation>La tarea siguiente</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/offer_bar.py"/>
        <source>Your file is not where it belongs yet</source>
        <translation>Tu archivo todavía no está en su lugar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/offer_bar.py"/>
        <source>Hand it in</source>
        <translation>Entregar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/offer_bar.py"/>
        <source>Your teacher has marked it</source>
        <translation>Tu docente ya la calificó</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/offer_bar.py"/>
        <source>See the marks</source>
        <translation>Ver la calificación</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/offer_bar.py"/>
        <source>Your teacher has given it back: you can go on</source>
        <translation>Tu docente te la devolvió: puedes seguir</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/offer_bar.py"/>
        <source>Go on</source>
        <translation>Seguir</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/offer_bar.py"/>
        <source>Begun, and not handed in yet</source>
        <translation>Empezada, y todavía sin entregar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/offer_bar.py"/>
        <source>New from your teacher</source>
        <translation>Nueva de tu docente</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/offer_bar.py"/>
        <source>Open it</source>
        <translation>Abrirla</translation>
    </message>
</context>
<context>
    <name>OpenResponseView</name>
    <message>
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>Your answer</source>
        <translation>Tu respuesta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>Write your answer</source>
        <translation>Escribe tu respuesta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>Model answer</source>
        <translation>Respuesta modelo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>How does your answer compare?</source>
        <translation>¿Cómo se compara tu respuesta?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>How your teacher rated it</source>
        <translation>Cómo la valoró tu docente</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>{given} of %n points</source>
        <translation>
            <numerusform>{given} de %n punto</numerusform>
            <numerusform>{given} de %n puntos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>%n of {of} rated</source>
        <translation>
            <numerusform>%n de {of} valorado</numerusform>
            <numerusform>%n de {of} valorados</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>Press a number to give that many points</source>
        <translation>Presiona un número para dar esos puntos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>Press Ctrl+Enter to go on</source>
        <translation>Presiona Ctrl+Enter para seguir</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>About {least} to %n words</source>
        <translation>
            <numerusform>Entre unas {least} y %n palabra</numerusform>
            <numerusform>Entre unas {least} y %n palabras</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>At least about %n words</source>
        <translation>
            <numerusform>Al menos %n palabra, más o menos</numerusform>
            <numerusform>Al menos unas %n palabras</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>At most about %n words</source>
        <translation>
            <numerusform>Como máximo %n palabra, más o menos</numerusform>
            <numerusform>Como máximo unas %n palabras</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln palabra</numerusform>
            <numerusform>%Ln palabras</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OptionCard</name>
    <message>
        <location filename="../../quizapp/gui/answers/parts/option_card.py"/>
        <source>Crossed out. {place}</source>
        <translation>Tachada. {place}</translation>
    </message>
</context>
<context>
    <name>OptionList</name>
    <message>
        <location filename="../../quizapp/gui/editor/forms/option_fields.py"/>
        <source>option {sign}</source>
        <translation>opción {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/option_fields.py"/>
        <source>Add a wrong option</source>
        <translation>Agregar una opción incorrecta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/option_fields.py"/>
        <source>Add a right option</source>
        <translation>Agregar una opción correcta</translation>
    </message>
</context>
<context>
    <name>OrderingView</name>
    <message>
        <location filename="../../quizapp/gui/answers/ordering.py"/>
        <source>Keep this order</source>
        <translation>Dejar este orden</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/ordering.py"/>
        <source>{place} of {count}: {text}</source>
        <translation>{place} de {count}: {text}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/ordering.py"/>
        <source>Tab to an item, Alt+↑ and Alt+↓ to move it, Enter to go on</source>
        <translation>Tab para ir a un elemento, Alt+↑ y Alt+↓ para moverlo, Enter para seguir</translation>
    </message>
</context>
<context>
    <name>PageTabs</name>
    <message>
        <location filename="../../quizapp/gui/study/page_tabs.py"/>
        <source>Library</source>
        <translation>Biblioteca</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/page_tabs.py"/>
        <source>Review</source>
        <translation>Repaso</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/page_tabs.py"/>
        <source>Progress</source>
        <translation>Progreso</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/page_tabs.py"/>
        <source>History</source>
        <translation>Historial</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/page_tabs.py"/>
        <source>Review, due today: %n</source>
        <translation>
            <numerusform>Repaso, para hoy: %n</numerusform>
            <numerusform>Repaso, para hoy: %n</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/page_tabs.py"/>
        <source>{page} ({keys})</source>
        <translation>{page} ({keys})</translation>
    </message>
</context>
<context>
    <name>PaperModel</name>
    <message>
        <location filename="../../quizapp/gui/desk/paper_model.py"/>
        <source>“{text}” is not a version. Type a letter from A to D.</source>
        <translation>“{text}” no es una versión. Escribe una letra de la A a la D.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_model.py"/>
        <source>Answers were typed in already. Type the letter of their version.</source>
        <translation>Ya se transcribieron respuestas. Escribe la letra de su versión.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_model.py"/>
        <source>First type the letter of the version.</source>
        <translation>Primero escribe la letra de la versión.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_model.py"/>
        <source>Version</source>
        <translation>Versión</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_model.py"/>
        <source>handed in a file</source>
        <translation>entregó un archivo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_model.py"/>
        <source>not saved yet</source>
        <translation>todavía sin guardar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_model.py"/>
        <source>is being saved</source>
        <translation>se está guardando</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_model.py"/>
        <source>saved</source>
        <translation>guardado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_model.py"/>
        <source>nothing typed in yet</source>
        <translation>todavía sin transcribir</translation>
    </message>
</context>
<context>
    <name>PaperSection</name>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Assignment</source>
        <translation>Tarea</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Versions</source>
        <translation>Versiones</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>1 version</source>
        <translation>1 versión</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>2 versions, A and B</source>
        <translation>2 versiones, A y B</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>3 versions, A to C</source>
        <translation>3 versiones, de A a C</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>4 versions, A to D</source>
        <translation>4 versiones, de A a D</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Sheets</source>
        <translation>Hojas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Answer key</source>
        <translation>Clave de respuestas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Feedback</source>
        <translation>Comentarios</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Enter goes to the next learner</source>
        <translation>Enter pasa a la persona siguiente</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Answers on paper</source>
        <translation>Respuestas en papel</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Go to Assignments</source>
        <translation>Ir a Tareas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Paper</source>
        <translation>Papel</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>▣ handed in as a file · ✓ typed in and saved</source>
        <translation>▣ entregado como archivo · ✓ transcrito y guardado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Save as PDF…</source>
        <translation>Guardar como PDF…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Print…</source>
        <translation>Imprimir…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Nothing is handed out yet. Make an assignment; then you can print it.</source>
        <translation>Todavía no se ha repartido nada. Crea una tarea; después podrás imprimirla.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>This class has no learners, so no answers can be typed in.</source>
        <translation>Esta clase no tiene estudiantes, así que no se pueden transcribir respuestas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>{name} ({state})</source>
        <translation>{name} ({state})</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>The answers came as a file; nothing can be typed over it.</source>
        <translation>Las respuestas llegaron como archivo; no se puede escribir encima.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Type the letter of the version that stands on the sheet, and then the answers; - for none.</source>
        <translation>Escribe la letra de la versión que está en la hoja y luego las respuestas; - si no hay ninguna.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>{name}, question {number}</source>
        <translation>{name}, pregunta {number}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>First type the letter of the version.</source>
        <translation>Primero escribe la letra de la versión.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>{name}, question {number}: {stem}</source>
        <translation>{name}, pregunta {number}: {stem}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>{name}, question {number}: {why} It is not saved yet.</source>
        <translation>{name}, pregunta {number}: {why} Todavía no se guardó.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Nobody has handed in yet.</source>
        <translation>Todavía no ha entregado nadie.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>For {name}</source>
        <translation>Para {name}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>For the %n on paper</source>
        <translation>
            <numerusform>Para %n en papel</numerusform>
            <numerusform>Para los %n en papel</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>For all %n</source>
        <translation>
            <numerusform>Para %n estudiante</numerusform>
            <numerusform>Para los %n estudiantes</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Feedback releases the marks: whoever gets it sees the marks, the key and your remarks.</source>
        <translation>Los comentarios publican las calificaciones: quien los reciba verá la calificación, la clave y tus observaciones.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Release “{title}” on paper?</source>
        <translation>¿Publicar “{title}” en papel?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>PDF document</source>
        <translation>Documento PDF</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Print this file: {file}</source>
        <translation>Imprime este archivo: {file}</translation>
    </message>
</context>
<context>
    <name>PassageCard</name>
    <message>
        <location filename="../../quizapp/gui/passage/passage_card.py"/>
        <source>Find in the passage</source>
        <translation>Buscar en el texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/passage_card.py"/>
        <source>Passage: {title}</source>
        <translation>Texto: {title}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/passage_card.py"/>
        <source>Passage</source>
        <translation>Texto</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/passage/passage_card.py"/>
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln palabra</numerusform>
            <numerusform>%Ln palabras</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PassageForm</name>
    <message>
        <location filename="../../quizapp/gui/editor/passage_form.py"/>
        <source>Name of this level</source>
        <translation>Nombre de este nivel</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/passage_form.py"/>
        <source>Name of this level, such as “Easier”</source>
        <translation>Nombre de este nivel, como “Más fácil”</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/passage_form.py"/>
        <source>Leave an empty line between paragraphs. “# ” begins a title, “## ” a heading, “- ” a list.</source>
        <translation>Deja una línea vacía entre párrafos. “# ” empieza un título, “## ” un subtítulo y “- ” una lista.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/passage_form.py"/>
        <source>Add a level</source>
        <translation>Añadir un nivel</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/passage_form.py"/>
        <source>Remove this level</source>
        <translation>Quitar este nivel</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/passage_form.py"/>
        <source>Standard</source>
        <translation>Estándar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/passage_form.py"/>
        <source>(no name yet)</source>
        <translation>(aún sin nombre)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/passage_form.py"/>
        <source>This text is in the file {file}, beside the bank.</source>
        <translation>Este texto está en el archivo {file}, junto al banco.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/passage_form.py"/>
        <source>Passage</source>
        <translation>Texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/passage_form.py"/>
        <source>Passage, {level}</source>
        <translation>Texto, {level}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/passage_form.py"/>
        <source>Level {number}</source>
        <translation>Nivel {number}</translation>
    </message>
</context>
<context>
    <name>PassageGutter</name>
    <message>
        <location filename="../../quizapp/gui/passage/passage_gutter.py"/>
        <source>Paragraph {number}</source>
        <translation>Párrafo {number}</translation>
    </message>
</context>
<context>
    <name>PassageImages</name>
    <message>
        <location filename="../../quizapp/gui/passage/passage_images.py"/>
        <source>Enlarge the image: {alt}</source>
        <translation>Ampliar la imagen: {alt}</translation>
    </message>
</context>
<context>
    <name>PassagePicker</name>
    <message>
        <location filename="../../quizapp/gui/editor/forms/passage_picker.py"/>
        <source>Select words with the mouse, or with Shift and the arrow keys. Enter takes them.</source>
        <translation>Selecciona palabras con el ratón, o con Mayús y las flechas. Enter las toma.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/passage_picker.py"/>
        <source>Select words with the mouse, or with Shift and the arrow keys. Enter takes them, or the sentence.</source>
        <translation>Selecciona palabras con el ratón, o con Mayús y las flechas. Enter las toma; si no hay ninguna, toma la oración.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/passage_picker.py"/>
        <source>Use these words</source>
        <translation>Usar estas palabras</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/passage_picker.py"/>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/passage_picker.py"/>
        <source>Nothing is selected yet.</source>
        <translation>Aún no hay nada seleccionado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/passage_picker.py"/>
        <source>Choose words of one sentence, and not of a heading.</source>
        <translation>Elige palabras de una sola oración, y no de un encabezado.</translation>
    </message>
</context>
<context>
    <name>PassageReader</name>
    <message>
        <location filename="../../quizapp/gui/passage/passage_reader.py"/>
        <source>Read the passage aloud</source>
        <translation>Leer el texto en voz alta</translation>
    </message>
</context>
<context>
    <name>PassageToolBar</name>
    <message>
        <location filename="../../quizapp/gui/passage/tool_bar.py"/>
        <source>Tools for the passage</source>
        <translation>Herramientas para el texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/tool_bar.py"/>
        <source>More tools</source>
        <translation>Más herramientas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/tool_bar.py"/>
        <source>{tool} ({key})</source>
        <translation>{tool} ({key})</translation>
    </message>
</context>
<context>
    <name>PasswordCard</name>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>New password, at least 6 characters</source>
        <translation>Nueva contraseña, con al menos 6 caracteres</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>The same again</source>
        <translation>La misma otra vez</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Code</source>
        <translation>Código</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Forgotten password…</source>
        <translation>Olvidé la contraseña…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Copy the code</source>
        <translation>Copiar el código</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>The desk is locked</source>
        <translation>El escritorio está bloqueado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Unlock</source>
        <translation>Desbloquear</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Forgotten password</source>
        <translation>Contraseña olvidada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Take it off</source>
        <translation>Quitarla</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Set a password</source>
        <translation>Poner una contraseña</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Set it</source>
        <translation>Ponerla</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Learners on this computer then cannot open the desk. It locks again whenever you leave it. The records themselves are not encrypted.</source>
        <translation>Así, quienes estudian en esta computadora no pueden abrir el escritorio. Se bloquea de nuevo cada vez que sales. Los registros en sí no se cifran.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Change the password</source>
        <translation>Cambiar la contraseña</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Change it</source>
        <translation>Cambiarla</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Take the password off</source>
        <translation>Quitar la contraseña</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Write this code down</source>
        <translation>Anota este código</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>I have written it down</source>
        <translation>Ya lo anoté</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>If you forget the password, only this code takes it off. It is shown only once.</source>
        <translation>Si olvidas la contraseña, solo este código la quita. Se muestra una sola vez.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Back to the library</source>
        <translation>Volver a la biblioteca</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>The two are not the same. Type the new password again.</source>
        <translation>Las dos no son iguales. Escribe de nuevo la nueva contraseña.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>The desk has no password now.</source>
        <translation>El escritorio ya no tiene contraseña.</translation>
    </message>
</context>
<context>
    <name>PauseCover</name>
    <message>
        <location filename="../../quizapp/gui/attempt/pause_cover.py"/>
        <source>Paused</source>
        <translation>En pausa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/pause_cover.py"/>
        <source>The clock has stopped. Your answers are safe.</source>
        <translation>El reloj se detuvo. Tus respuestas están a salvo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/pause_cover.py"/>
        <source>Go on</source>
        <translation>Seguir</translation>
    </message>
</context>
<context>
    <name>PenBar</name>
    <message>
        <location filename="../../quizapp/gui/passage/pen_bar.py"/>
        <source>Highlight: {color}</source>
        <translation>Resaltado: {color}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/pen_bar.py"/>
        <source>Write a note</source>
        <translation>Escribir una nota</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/pen_bar.py"/>
        <source>Remove the highlight</source>
        <translation>Quitar el resaltado</translation>
    </message>
</context>
<context>
    <name>PickedWordsList</name>
    <message>
        <location filename="../../quizapp/gui/editor/forms/word_fields.py"/>
        <source>Pick in the sentence…</source>
        <translation>Elegir en la oración…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/word_fields.py"/>
        <source>Pick words in the sentence</source>
        <translation>Elegir palabras en la oración</translation>
    </message>
</context>
<context>
    <name>PointsCard</name>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>{when}: {points} ({percent} %)</source>
        <translation>{when}: {points} ({percent} %)</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>{month} · %n attempts</source>
        <translation>
            <numerusform>{month} · %n intento</numerusform>
            <numerusform>{month} · %n intentos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <location filename="../../quizapp/gui/editor/preview.py"/>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/preview.py"/>
        <source>Show the key</source>
        <translation>Mostrar la clave</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/preview.py"/>
        <source>Passage</source>
        <translation>Texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/preview.py"/>
        <source>Question</source>
        <translation>Pregunta</translation>
    </message>
</context>
<context>
    <name>ProfileDialog</name>
    <message>
        <location filename="../../quizapp/gui/learners/profile_dialog.py"/>
        <source>How text looks, and what helps</source>
        <translation>Aspecto del texto y ayudas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/profile_dialog.py"/>
        <source>How text looks</source>
        <translation>Aspecto del texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/profile_dialog.py"/>
        <source>Time and help</source>
        <translation>Tiempo y ayuda</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/profile_dialog.py"/>
        <source>Letter keys</source>
        <translation>Teclas de letras</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/profile_dialog.py"/>
        <source>{name} has this in practice, tests, reviews and assignments.</source>
        <translation>Esto vale para {name} en prácticas, pruebas, repasos y tareas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/profile_dialog.py"/>
        <source>You are a guest, so this is yours until you leave. With a name, you keep it.</source>
        <translation>Estás como invitado, así que esto es tuyo hasta que te vayas. Con un nombre, lo conservas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/profile_dialog.py"/>
        <source>Reset this page</source>
        <translation>Restablecer esta página</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/profile_dialog.py"/>
        <source>Use for new learners too</source>
        <translation>Usar también para nombres nuevos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/profile_dialog.py"/>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/profile_dialog.py"/>
        <source>Everything on this page is as at first.</source>
        <translation>Todo en esta página está como al principio.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/profile_dialog.py"/>
        <source>Guests and new learners begin with this.</source>
        <translation>Los invitados y los nombres nuevos empiezan con esto.</translation>
    </message>
</context>
<context>
    <name>ProgressPage</name>
    <message>
        <location filename="../../quizapp/gui/study/progress_page.py"/>
        <source>Show as tables</source>
        <translation>Mostrar como tablas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/progress_page.py"/>
        <source>Marks over time</source>
        <translation>Calificaciones a lo largo del tiempo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/progress_page.py"/>
        <source>Skills over time</source>
        <translation>Habilidades a lo largo del tiempo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/progress_page.py"/>
        <source>Common mix-ups</source>
        <translation>Confusiones frecuentes</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/progress_page.py"/>
        <source>Time spent</source>
        <translation>Tiempo dedicado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/progress_page.py"/>
        <source>Progress</source>
        <translation>Progreso</translation>
    </message>
</context>
<context>
    <name>QuestionCard</name>
    <message>
        <location filename="../../quizapp/gui/attempt/question_card.py"/>
        <source>Question {number} of {count}</source>
        <translation>Pregunta {number} de {count}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/attempt/question_card.py"/>
        <source>%n points</source>
        <translation>
            <numerusform>%n punto</numerusform>
            <numerusform>%n puntos</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_card.py"/>
        <source>{points} points</source>
        <translation>{points} puntos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_card.py"/>
        <source>all or nothing</source>
        <translation>todo o nada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_card.py"/>
        <source>Cross out options that can’t be right ({key}, or Shift and the letter)</source>
        <translation>Tachar opciones que no pueden ser correctas ({key}, o Mayús y la letra)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_card.py"/>
        <source>Cross out options</source>
        <translation>Tachar opciones</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_card.py"/>
        <source>Read the question aloud</source>
        <translation>Leer la pregunta en voz alta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_card.py"/>
        <source>Read the question aloud (Ctrl+F9)</source>
        <translation>Leer la pregunta en voz alta (Ctrl+F9)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_card.py"/>
        <source>Undo the last check (Ctrl+Z)</source>
        <translation>Deshacer la última comprobación (Ctrl+Z)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_card.py"/>
        <source>Show evidence</source>
        <translation>Mostrar la evidencia</translation>
    </message>
</context>
<context>
    <name>QuestionChoice</name>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Search questions</source>
        <translation>Buscar preguntas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Search questions by their words, or by their bank</source>
        <translation>Buscar preguntas por sus palabras o por su banco</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Skill</source>
        <translation>Habilidad</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Type</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Difficulty so far</source>
        <translation>Dificultad hasta ahora</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Every skill</source>
        <translation>Todas las habilidades</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Every type</source>
        <translation>Todos los tipos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Any difficulty</source>
        <translation>Cualquier dificultad</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Hard: up to 50 % right</source>
        <translation>Difícil: hasta 50 % de aciertos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Medium: 50 to 80 %</source>
        <translation>Media: de 50 a 80 %</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Easy: 80 % and more</source>
        <translation>Fácil: 80 % o más</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Questions</source>
        <translation>Preguntas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Choose none</source>
        <translation>No elegir ninguna</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>None of these questions has been answered yet</source>
        <translation>Ninguna de estas preguntas se ha respondido todavía</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>No question matches. Try other words or filters.</source>
        <translation>Ninguna pregunta coincide. Prueba con otras palabras u otros filtros.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>There is no bank in the library. Open one there first.</source>
        <translation>No hay ningún banco en la biblioteca. Abre uno ahí primero.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>%n questions are chosen</source>
        <translation>
            <numerusform>%n pregunta elegida</numerusform>
            <numerusform>%n preguntas elegidas</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>None is chosen yet</source>
        <translation>Todavía no hay ninguna elegida</translation>
    </message>
</context>
<context>
    <name>QuestionDisplay</name>
    <message>
        <location filename="../../quizapp/gui/attempt/question_display.py"/>
        <source>Image: {alt}</source>
        <translation>Imagen: {alt}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_display.py"/>
        <source>Check again</source>
        <translation>Comprobar de nuevo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_display.py"/>
        <source>Check answer</source>
        <translation>Comprobar la respuesta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_display.py"/>
        <source>Next question</source>
        <translation>Pregunta siguiente</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_display.py"/>
        <source>Press Enter to go on</source>
        <translation>Presiona Enter para seguir</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_display.py"/>
        <source>not counted</source>
        <translation>no cuenta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_display.py"/>
        <source>{parts} are open</source>
        <translation>Faltan {parts}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_display.py"/>
        <source>{part} is open</source>
        <translation>Falta {part}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_display.py"/>
        <source>{open}. Check again to have your answer marked as it is.</source>
        <translation>{open}. Comprueba de nuevo para que tu respuesta se califique como está.</translation>
    </message>
</context>
<context>
    <name>QuestionForm</name>
    <message>
        <location filename="../../quizapp/gui/editor/forms/form.py"/>
        <source>Question</source>
        <translation>Pregunta</translation>
    </message>
</context>
<context>
    <name>QuestionImage</name>
    <message>
        <location filename="../../quizapp/gui/attempt/question_image.py"/>
        <source>Enlarge</source>
        <translation>Ampliar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_image.py"/>
        <source>Enlarge the image: {alt}</source>
        <translation>Ampliar la imagen: {alt}</translation>
    </message>
</context>
<context>
    <name>QuestionList</name>
    <message>
        <location filename="../../quizapp/gui/editor/question_list.py"/>
        <source>Search the questions</source>
        <translation>Buscar en las preguntas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/question_list.py"/>
        <source>Add a question</source>
        <translation>Añadir una pregunta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/question_list.py"/>
        <source>Add</source>
        <translation>Añadir</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/question_list.py"/>
        <source>Move up (Alt+↑)</source>
        <translation>Mover hacia arriba (Alt+↑)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/question_list.py"/>
        <source>Move down (Alt+↓)</source>
        <translation>Mover hacia abajo (Alt+↓)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/question_list.py"/>
        <source>More for this question</source>
        <translation>Más para esta pregunta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/question_list.py"/>
        <source>Duplicate (Ctrl+Shift+D)</source>
        <translation>Duplicar (Ctrl+Mayús+D)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/question_list.py"/>
        <source>Copy to another bank…</source>
        <translation>Copiar a otro banco…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/question_list.py"/>
        <source>Move to another bank…</source>
        <translation>Mover a otro banco…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/question_list.py"/>
        <source>Delete (Del)</source>
        <translation>Eliminar (Supr)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/question_list.py"/>
        <source>Questions</source>
        <translation>Preguntas</translation>
    </message>
</context>
<context>
    <name>QuestionModel</name>
    <message>
        <location filename="../../quizapp/gui/results/question_model.py"/>
        <source>Flagged</source>
        <translation>Marcada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/question_model.py"/>
        <source>Press Enter to mark it now</source>
        <translation>Presiona Enter para calificarla ahora</translation>
    </message>
</context>
<context>
    <name>QuestionRows</name>
    <message>
        <location filename="../../quizapp/gui/editor/question_rows.py"/>
        <source>About this bank</source>
        <translation>Sobre este banco</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/question_rows.py"/>
        <source>Passage</source>
        <translation>Texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/question_rows.py"/>
        <source>(no text yet)</source>
        <translation>(aún sin texto)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/question_rows.py"/>
        <source>No type yet</source>
        <translation>Aún sin tipo</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/editor/question_rows.py"/>
        <source>%n mistakes</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errores</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/editor/question_rows.py"/>
        <source>%n findings</source>
        <translation>
            <numerusform>%n hallazgo</numerusform>
            <numerusform>%n hallazgos</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/question_row.py"/>
        <source>Mark it now</source>
        <translation>Calificarla ahora</translation>
    </message>
</context>
<context>
    <name>QuizBar</name>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_bar.py"/>
        <source>Previous question (Alt+←)</source>
        <translation>Pregunta anterior (Alt+←)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_bar.py"/>
        <source>Flag</source>
        <translation>Marcar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_bar.py"/>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_bar.py"/>
        <source>Pause: stop the clock and cover the question</source>
        <translation>Pausar: detener el reloj y tapar la pregunta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_bar.py"/>
        <source>Next question (Alt+→)</source>
        <translation>Pregunta siguiente (Alt+→)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_bar.py"/>
        <source>Flag this question to come back to it</source>
        <translation>Marcar esta pregunta para volver a ella</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_bar.py"/>
        <source>Write a note on this question</source>
        <translation>Escribir una nota sobre esta pregunta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_bar.py"/>
        <source>{what} ({key})</source>
        <translation>{what} ({key})</translation>
    </message>
</context>
<context>
    <name>QuizClock</name>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_clock.py"/>
        <source>{time} left</source>
        <translation>Quedan {time}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/attempt/quiz_clock.py"/>
        <source>%n minutes left.</source>
        <translation>
            <numerusform>Queda %n minuto.</numerusform>
            <numerusform>Quedan %n minutos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/attempt/quiz_clock.py"/>
        <source>Time left: %n minutes</source>
        <translation>
            <numerusform>Tiempo restante: %n minuto</numerusform>
            <numerusform>Tiempo restante: %n minutos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/attempt/quiz_clock.py"/>
        <source>Time: %n minutes</source>
        <translation>
            <numerusform>Tiempo: %n minuto</numerusform>
            <numerusform>Tiempo: %n minutos</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_clock.py"/>
        <source>Time left: less than a minute</source>
        <translation>Tiempo restante: menos de un minuto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_clock.py"/>
        <source>Time: less than a minute</source>
        <translation>Tiempo: menos de un minuto</translation>
    </message>
</context>
<context>
    <name>QuizPage</name>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_page.py"/>
        <source>Finish</source>
        <translation>Terminar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_page.py"/>
        <source>Results</source>
        <translation>Resultados</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_page.py"/>
        <source>Your last check was undone.</source>
        <translation>Se deshizo tu última comprobación.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_page.py"/>
        <source>Flagged</source>
        <translation>Marcada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_page.py"/>
        <source>Flag removed</source>
        <translation>Se quitó la bandera</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_page.py"/>
        <source>You skipped question {number}. Alt+← goes back to it.</source>
        <translation>Saltaste la pregunta {number}. Con Alt+← vuelves a ella.</translation>
    </message>
</context>
<context>
    <name>QuotationField</name>
    <message>
        <location filename="../../quizapp/gui/editor/forms/evidence_field.py"/>
        <source>Pick in the passage…</source>
        <translation>Elegir en el texto…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/evidence_field.py"/>
        <source>This bank has no passage.</source>
        <translation>Este banco no tiene texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/evidence_field.py"/>
        <source>Pick in the passage</source>
        <translation>Elegir en el texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/evidence_field.py"/>
        <source>Pick in the passage: {level}</source>
        <translation>Elegir en el texto: {level}</translation>
    </message>
</context>
<context>
    <name>QuotationView</name>
    <message>
        <location filename="../../quizapp/gui/editor/forms/evidence_field.py"/>
        <source>Remove this quotation</source>
        <translation>Quitar esta cita</translation>
    </message>
</context>
<context>
    <name>RatingList</name>
    <message>
        <location filename="../../quizapp/gui/desk/rating_list.py"/>
        <source>Written answers</source>
        <translation>Respuestas escritas</translation>
    </message>
</context>
<context>
    <name>RatingModel</name>
    <message>
        <location filename="../../quizapp/gui/desk/rating_list.py"/>
        <source>to rate</source>
        <translation>por valorar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_list.py"/>
        <source>rated</source>
        <translation>valorada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_list.py"/>
        <source>being saved</source>
        <translation>se está guardando</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_list.py"/>
        <source>not saved</source>
        <translation>sin guardar</translation>
    </message>
</context>
<context>
    <name>RatingPage</name>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Reading…</source>
        <translation>Cargando…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Order of the answers</source>
        <translation>Orden de las respuestas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Question by question</source>
        <translation>Pregunta por pregunta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Learner by learner</source>
        <translation>Estudiante por estudiante</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Hide the names</source>
        <translation>Ocultar los nombres</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Gradebook</source>
        <translation>Libro de calificaciones</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Back to the gradebook</source>
        <translation>Volver al libro de calificaciones</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Answer</source>
        <translation>Respuesta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Model answer</source>
        <translation>Respuesta modelo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Rubric</source>
        <translation>Rúbrica</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Your remark</source>
        <translation>Tu observación</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Digits choose · Enter saves and goes on · Backspace goes back · R remark · M model answer</source>
        <translation>Las cifras eligen · Enter guarda y sigue · Retroceso vuelve · R observación · M respuesta modelo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Save and go on</source>
        <translation>Guardar y seguir</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>There is no written answer to rate in this assignment.</source>
        <translation>En esta tarea no hay respuestas escritas por valorar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Answer {number}</source>
        <translation>Respuesta {number}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln palabra</numerusform>
            <numerusform>%Ln palabras</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>{name} · {number} of {count}</source>
        <translation>{name} · {number} de {count}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>%n of {count} rated</source>
        <translation>
            <numerusform>%n de {count} valorada</numerusform>
            <numerusform>%n de {count} valoradas</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Criterion {letter} has no level yet. Choose one, or skip with Alt+→.</source>
        <translation>El criterio {letter} todavía no tiene nivel. Elige uno, o salta con Alt+→.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>All written answers are rated.</source>
        <translation>Todas las respuestas escritas están valoradas.</translation>
    </message>
</context>
<context>
    <name>ReadAloudBar</name>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>Pause reading</source>
        <translation>Pausar la lectura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>Sentence before</source>
        <translation>Oración anterior</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>Next sentence</source>
        <translation>Oración siguiente</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>Stop reading</source>
        <translation>Detener la lectura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>Reading speed</source>
        <translation>Velocidad de lectura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>Go on reading</source>
        <translation>Seguir leyendo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>Paused</source>
        <translation>En pausa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>Starting…</source>
        <translation>Iniciando…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>Reading aloud</source>
        <translation>Leyendo en voz alta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>Reading aloud is not installed yet. Close Quizapp and start it once with “python3 start.py speech”, or install “quizapp[speech]”. A teacher can do that.</source>
        <translation>La lectura en voz alta todavía no está instalada. Cierra Quizapp e inícialo una vez con “python3 start.py speech”, o instala “quizapp[speech]”. Tu docente puede hacerlo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>This computer has no voice yet. Install the packages “speech-dispatcher” and “espeak-ng”, and try again. A teacher can do that.</source>
        <translation>Esta computadora todavía no tiene voz. Instala los paquetes “speech-dispatcher” y “espeak-ng”, e inténtalo de nuevo. Tu docente puede hacerlo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>This computer has no voice yet. Add one in the system’s settings, and try again.</source>
        <translation>Esta computadora todavía no tiene voz. Agrega una en los ajustes del sistema e inténtalo de nuevo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>This computer has no voice for this language ({language}). Install the package “espeak-ng”, and try again.</source>
        <translation>Esta computadora no tiene voz para este idioma ({language}). Instala el paquete “espeak-ng” e inténtalo de nuevo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>This computer has no voice for this language ({language}). Add one in the system’s settings, and try again.</source>
        <translation>Esta computadora no tiene voz para este idioma ({language}). Agrega una en los ajustes del sistema e inténtalo de nuevo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>The voice of this computer has stopped. Try again.</source>
        <translation>La voz de esta computadora se detuvo. Inténtalo de nuevo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>Very slow</source>
        <translation>Muy lenta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>Slow</source>
        <translation>Lenta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>Usual speed</source>
        <translation>Velocidad habitual</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>Fast</source>
        <translation>Rápida</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>Very fast</source>
        <translation>Muy rápida</translation>
    </message>
</context>
<context>
    <name>ReadingAids</name>
    <message>
        <location filename="../../quizapp/gui/passage/reading_aids.py"/>
        <source>Line ruler</source>
        <translation>Regla de lectura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/reading_aids.py"/>
        <source>Words with a meaning</source>
        <translation>Palabras explicadas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/reading_aids.py"/>
        <source>Off</source>
        <translation>Desactivada</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/passage/reading_aids.py"/>
        <source>%n lines</source>
        <translation>
            <numerusform>%n línea</numerusform>
            <numerusform>%n líneas</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReadingPage</name>
    <message>
        <location filename="../../quizapp/gui/library/reading_page.py"/>
        <source>How text looks</source>
        <translation>Aspecto del texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/reading_page.py"/>
        <source>Back to the library</source>
        <translation>Volver a la biblioteca</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/reading_page.py"/>
        <source>Practice</source>
        <translation>Practicar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/reading_page.py"/>
        <source>About this text</source>
        <translation>Sobre este texto</translation>
    </message>
</context>
<context>
    <name>RecordField</name>
    <message>
        <location filename="../../quizapp/gui/editor/forms/record_field.py"/>
        <source>Add…</source>
        <translation>Agregar…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/record_field.py"/>
        <source>Add to {entry}…</source>
        <translation>Agregar a: {entry}…</translation>
    </message>
</context>
<context>
    <name>Recordings</name>
    <message>
        <location filename="../../quizapp/gui/learners/recordings.py"/>
        <source>Saved in {file}. Import it later under “{page}”.</source>
        <translation>Guardado en {file}. Impórtalo después en “{page}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/recordings.py"/>
        <source>Saved in {file}, except for what you began just now.</source>
        <translation>Guardado en {file}, menos lo que acabas de empezar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/recordings.py"/>
        <source>Not saved yet: the questions are still being written. Please try again.</source>
        <translation>Todavía no se guardó: las preguntas aún se están escribiendo. Inténtalo de nuevo, por favor.</translation>
    </message>
</context>
<context>
    <name>RemarkField</name>
    <message>
        <location filename="../../quizapp/gui/desk/remark_field.py"/>
        <source>Use again</source>
        <translation>Usar de nuevo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/remark_field.py"/>
        <source>Keep this remark for other answers</source>
        <translation>Conservar esta observación para otras respuestas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/remark_field.py"/>
        <source>Keep no longer</source>
        <translation>Dejar de conservarla</translation>
    </message>
</context>
<context>
    <name>ReopenCard</name>
    <message>
        <location filename="../../quizapp/gui/desk/reopen_card.py"/>
        <source>What was handed in stays. The learner opens the file that you save here, and goes on where they stopped.</source>
        <translation>Lo que se entregó se conserva. Quien reciba el archivo que guardas aquí lo abre y sigue donde se detuvo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/reopen_card.py"/>
        <source>Reason: it is shown to the learner, and kept</source>
        <translation>Motivo: se muestra a quien la recibe y se conserva</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/reopen_card.py"/>
        <source>More time</source>
        <translation>Más tiempo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/reopen_card.py"/>
        <source>No extra time</source>
        <translation>Sin tiempo extra</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/reopen_card.py"/>
        <source>%n minutes more</source>
        <translation>
            <numerusform>%n minuto más</numerusform>
            <numerusform>%n minutos más</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/reopen_card.py"/>
        <source>Save the file…</source>
        <translation>Guardar el archivo…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/reopen_card.py"/>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/reopen_card.py"/>
        <source>Reopen for {name}</source>
        <translation>Reabrir para {name}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/reopen_card.py"/>
        <source>Give this file to the learner: {file}</source>
        <translation>Da este archivo a tu estudiante: {file}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/reopen_card.py"/>
        <source>Folder for the file that reopens it</source>
        <translation>Carpeta para el archivo que la reabre</translation>
    </message>
</context>
<context>
    <name>ResultsPage</name>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Show in the passage</source>
        <translation>Mostrar en el texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Questions</source>
        <translation>Preguntas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Back to the library</source>
        <translation>Volver a la biblioteca</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Print…</source>
        <translation>Imprimir…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Save…</source>
        <translation>Guardar…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Take it again</source>
        <translation>Hacerlo otra vez</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Go on with the rest</source>
        <translation>Seguir con el resto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Practice what was missed</source>
        <translation>Practicar lo que fallaste</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Back to the assignment</source>
        <translation>Volver a la tarea</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Show the question</source>
        <translation>Mostrar la pregunta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Time ran out. The answers you had given by then count.</source>
        <translation>Se acabó el tiempo. Cuentan las respuestas que ya habías dado.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>All: %n</source>
        <translation>
            <numerusform>Todas: %n</numerusform>
            <numerusform>Todas: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Missed: %n</source>
        <translation>
            <numerusform>Falladas: %n</numerusform>
            <numerusform>Falladas: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Flagged: %n</source>
        <translation>
            <numerusform>Marcadas: %n</numerusform>
            <numerusform>Marcadas: %n</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Your notes and highlights: {count}</source>
        <translation>Tus notas y resaltados: {count}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Saving…</source>
        <translation>Guardando…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Report to print or file (*.pdf)</source>
        <translation>Informe para imprimir o archivar (*.pdf)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Table for a spreadsheet (*.csv)</source>
        <translation>Tabla para hoja de cálculo (*.csv)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Data for other programs (*.json)</source>
        <translation>Datos para otros programas (*.json)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Report</source>
        <translation>Informe</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Save the result</source>
        <translation>Guardar el resultado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Saved as {file}</source>
        <translation>Se guardó como {file}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Sent to the printer</source>
        <translation>Enviado a la impresora</translation>
    </message>
</context>
<context>
    <name>ResultsSummary</name>
    <message>
        <location filename="../../quizapp/gui/results/results_summary.py"/>
        <source>Summary</source>
        <translation>Resumen</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_summary.py"/>
        <source>Name on the printed report</source>
        <translation>Nombre en el informe impreso</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_summary.py"/>
        <source>Optional</source>
        <translation>Opcional</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_summary.py"/>
        <source>Your teacher says</source>
        <translation>Tu docente dice</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_summary.py"/>
        <source>By skill</source>
        <translation>Por habilidad</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_summary.py"/>
        <source>How sure you were</source>
        <translation>Tu seguridad</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_summary.py"/>
        <source>Reading time</source>
        <translation>Tiempo de lectura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_summary.py"/>
        <source>How you sorted the statements</source>
        <translation>Cómo clasificaste las afirmaciones</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/results/results_summary.py"/>
        <source>{right} of %n right</source>
        <translation>
            <numerusform>{right} de %n correcta</numerusform>
            <numerusform>{right} de %n correctas</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_summary.py"/>
        <source>{points} by certainty</source>
        <translation>{points} por seguridad</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_summary.py"/>
        <source>Points by certainty are a second score, beside the one above: the surer you were, the more a right answer won, and the more a wrong one lost.</source>
        <translation>Los puntos por seguridad son una segunda puntuación, además de la de arriba: cuanto mayor era tu seguridad, más ganaba una respuesta correcta y más perdía una incorrecta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_summary.py"/>
        <source>Paragraph {number}</source>
        <translation>Párrafo {number}</translation>
    </message>
</context>
<context>
    <name>ResumeBar</name>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>The newer one</source>
        <translation>El más nuevo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>The older one</source>
        <translation>El más antiguo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>Go on</source>
        <translation>Seguir</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>Go on where you stopped (Ctrl+R)</source>
        <translation>Seguir donde te detuviste (Ctrl+R)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>Finish as it is</source>
        <translation>Terminar como está</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>Stop offering it here; nothing is deleted</source>
        <translation>Dejar de ofrecerlo aquí; no se elimina nada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>Set aside</source>
        <translation>Apartar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>Show the history</source>
        <translation>Mostrar el historial</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>%n more attempts are not finished</source>
        <translation>
            <numerusform>Hay %n intento más sin terminar</numerusform>
            <numerusform>Hay %n intentos más sin terminar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>Go on with them from the history</source>
        <translation>
            <numerusform>Sigue con él desde el historial</numerusform>
            <numerusform>Sigue con ellos desde el historial</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>Show the history: {title}</source>
        <translation>Mostrar el historial: {title}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>Test</source>
        <translation>Prueba</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>Review</source>
        <translation>Repaso</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>Practice</source>
        <translation>Práctica</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>stopped at question {number} of {count}</source>
        <translation>detenido en la pregunta {number} de {count}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>Go on where you stopped: {title}, {detail}</source>
        <translation>Seguir donde te detuviste: {title}, {detail}</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Questions that you miss come here. Miss one again, and it comes back in a few minutes; get it right, and it comes back after a few days, then after weeks. If the bank has another question about the same words, you may get that one instead.</source>
        <translation>Aquí llegan las preguntas que fallas. Si fallas una de nuevo, vuelve en unos minutos; si la aciertas, vuelve después de unos días y luego después de semanas. Si el banco tiene otra pregunta sobre las mismas palabras, quizá te toque esa.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Questions a day, at most</source>
        <translation>Preguntas por día, como máximo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Start the review</source>
        <translation>Empezar el repaso</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Back to the library</source>
        <translation>Volver a la biblioteca</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Questions a day, at most:</source>
        <translation>Preguntas por día, como máximo:</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>End the break</source>
        <translation>Terminar la pausa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Away until:</source>
        <translation>Hasta cuándo no estarás:</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Take a break</source>
        <translation>Tomar una pausa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Nothing is due until you are back</source>
        <translation>No hay nada para repasar hasta que vuelvas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Looking for questions that are due…</source>
        <translation>Buscando preguntas para repasar…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>You are away until {day}</source>
        <translation>Pausa hasta: {day}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>%n questions are due</source>
        <translation>
            <numerusform>Hay %n pregunta para repasar</numerusform>
            <numerusform>Hay %n preguntas para repasar</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Nothing is due now</source>
        <translation>No hay nada para repasar ahora</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Nothing to review</source>
        <translation>Nada que repasar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Nothing is due until then.</source>
        <translation>Hasta entonces no hay nada para repasar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>You have not missed any questions so far.</source>
        <translation>Hasta ahora no has fallado ninguna pregunta.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Reviewed today: %n.</source>
        <translation>
            <numerusform>Repasadas hoy: %n.</numerusform>
            <numerusform>Repasadas hoy: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>%n questions that you missed can&apos;t be asked: they are no longer in the library.</source>
        <translation>
            <numerusform>%n pregunta que fallaste no se puede hacer: ya no está en la biblioteca.</numerusform>
            <numerusform>%n preguntas que fallaste no se pueden hacer: ya no están en la biblioteca.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Done so far</source>
        <translation>Hecho hasta ahora</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Review done</source>
        <translation>Repaso terminado</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>{right} of %n right on the first try.</source>
        <translation>
            <numerusform>{right} de %n correcta al primer intento.</numerusform>
            <numerusform>{right} de %n correctas al primer intento.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>{right} of %n right</source>
        <translation>
            <numerusform>{right} de %n correcta</numerusform>
            <numerusform>{right} de %n correctas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Still due: %n.</source>
        <translation>
            <numerusform>Quedan por repasar: %n.</numerusform>
            <numerusform>Quedan por repasar: %n.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Go on with the review</source>
        <translation>Seguir con el repaso</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>You were away for %n weeks.</source>
        <translation>
            <numerusform>Estuviste fuera %n semana.</numerusform>
            <numerusform>Estuviste fuera %n semanas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>%n questions waited.</source>
        <translation>
            <numerusform>Te esperaba %n pregunta.</numerusform>
            <numerusform>Te esperaban %n preguntas.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>You were away.</source>
        <translation>Estuviste fuera.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>The rest comes over the next %n days.</source>
        <translation>
            <numerusform>El resto llega mañana.</numerusform>
            <numerusform>El resto llega en los próximos %n días.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>The rest comes tomorrow.</source>
        <translation>El resto llega mañana.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>%n more are due.</source>
        <translation>
            <numerusform>Queda %n más por repasar.</numerusform>
            <numerusform>Quedan %n más por repasar.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>%n more are due. They can wait until tomorrow.</source>
        <translation>
            <numerusform>Queda %n más por repasar. Puede esperar hasta mañana.</numerusform>
            <numerusform>Quedan %n más por repasar. Pueden esperar hasta mañana.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>%n questions</source>
        <translation>
            <numerusform>%n pregunta</numerusform>
            <numerusform>%n preguntas</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Next: {count}, today from {time}.</source>
        <translation>Lo próximo: {count}, hoy ({time}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Next: {day}, {count}.</source>
        <translation>Lo próximo: {day}, {count}.</translation>
    </message>
</context>
<context>
    <name>Rubric</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/rubric.py"/>
        <source>%n points</source>
        <translation>
            <numerusform>%n punto</numerusform>
            <numerusform>%n puntos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RulerLayer</name>
    <message>
        <location filename="../../quizapp/gui/passage/line_ruler.py"/>
        <source>Line ruler on. The Up and Down keys move it.</source>
        <translation>Regla de lectura activada. Se mueve con las teclas Arriba y Abajo.</translation>
    </message>
</context>
<context>
    <name>RulesCard</name>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>Class {name}</source>
        <translation>Clase {name}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>This is a test. Your teacher marks it.</source>
        <translation>Esto es una prueba. La califica tu docente.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>This is a practice. Take your time, and learn from it.</source>
        <translation>Esto es una práctica. Tómate tu tiempo y aprende con ella.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>This is a test. You see your marks after you have handed it in.</source>
        <translation>Esto es una prueba. Verás tu calificación después de entregarla.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>The text is hidden this time. Answer as well as you can without it.</source>
        <translation>Esta vez el texto está oculto. Responde lo mejor que puedas sin él.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>Time</source>
        <translation>Tiempo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>{due}. That is over: what you hand in now is late.</source>
        <translation>{due}. Ese plazo ya pasó: lo que entregues ahora llega con retraso.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>Hand in by</source>
        <translation>Entregar antes de</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>Questions</source>
        <translation>Preguntas</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>%n questions</source>
        <translation>
            <numerusform>%n pregunta</numerusform>
            <numerusform>%n preguntas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>%n texts</source>
        <translation>
            <numerusform>%n texto</numerusform>
            <numerusform>%n textos</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>Tries</source>
        <translation>Intentos</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>%n for each question</source>
        <translation>
            <numerusform>%n por pregunta</numerusform>
            <numerusform>%n por pregunta</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>How sure</source>
        <translation>Tu seguridad</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>You say how sure you are; wrong and sure costs points.</source>
        <translation>Indicas tu seguridad; una respuesta incorrecta con mucha seguridad cuesta puntos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>Marks</source>
        <translation>Calificaciones</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>After each question</source>
        <translation>Después de cada pregunta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>After you have handed in</source>
        <translation>Después de entregar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>When your teacher gives them out</source>
        <translation>Cuando tu docente las publique</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>Reading level</source>
        <translation>Nivel de lectura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>Your teacher has chosen it</source>
        <translation>Lo eligió tu docente</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>Allowed</source>
        <translation>Permitido</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>No tools</source>
        <translation>Ninguna herramienta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>For you, one wrong answer is left out of each question that has enough.</source>
        <translation>Para ti, se quita una respuesta incorrecta de cada pregunta que tiene suficientes.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>All of them: only your teacher has the key, so none can be left out here.</source>
        <translation>Todas: solo tu docente tiene la clave, así que aquí no se puede quitar ninguna.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>Answers</source>
        <translation>Respuestas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>As much as you need</source>
        <translation>Todo el que necesites</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>As much as you need (for you, there is no limit)</source>
        <translation>Todo el que necesites (para ti no hay límite)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>{time} for each text</source>
        <translation>{time} para cada texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>{time} (your own time)</source>
        <translation>{time} (tu propio tiempo)</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>%n minutes</source>
        <translation>
            <numerusform>%n minuto</numerusform>
            <numerusform>%n minutos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RulesForm</name>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Title</source>
        <translation>Título</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Class</source>
        <translation>Clase</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Kind</source>
        <translation>Tipo de tarea</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Marks and answers are shown</source>
        <translation>Mostrar calificaciones y respuestas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Time for each text</source>
        <translation>Tiempo para cada texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Tries at a question</source>
        <translation>Intentos por pregunta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Reading level</source>
        <translation>Nivel de lectura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Test</source>
        <translation>Prueba</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Practice</source>
        <translation>Práctica</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>No limit</source>
        <translation>Sin límite</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>%n minutes</source>
        <translation>
            <numerusform>%n minuto</numerusform>
            <numerusform>%n minutos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Up to %n</source>
        <translation>
            <numerusform>Hasta %n</numerusform>
            <numerusform>Hasta %n</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Ask how sure they are</source>
        <translation>Pedir la seguridad de cada respuesta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Shuffle the questions</source>
        <translation>Mezclar las preguntas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>A test gives no hints; practice may.</source>
        <translation>Una prueba no da pistas; una práctica puede darlas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Others may type a name</source>
        <translation>Otras personas pueden escribir un nombre</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Hide the text</source>
        <translation>Ocultar el texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>To see which questions can be answered without reading</source>
        <translation>Para ver qué preguntas se pueden responder sin leer</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Lock the reading level</source>
        <translation>Fijar el nivel de lectura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Learners can’t change it. Where you have set a level for a learner, that counts.</source>
        <translation>La clase no puede cambiarlo. Si fijaste un nivel para alguien, vale ese.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Hand in by</source>
        <translation>Entregar antes de</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Date and time to hand in by</source>
        <translation>Fecha y hora límite de entrega</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Learners may use</source>
        <translation>La clase puede usar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>When I release them</source>
        <translation>Cuando yo las publique</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>After handing in</source>
        <translation>Después de entregar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>At once</source>
        <translation>Al momento</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>The file holds no answers. They stay on your desk.</source>
        <translation>El archivo no contiene respuestas. Se quedan en tu escritorio.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>The file holds the answers, so anyone who looks inside it can find them.</source>
        <translation>El archivo contiene las respuestas, así que quien mire dentro puede encontrarlas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>This date is over already.</source>
        <translation>Esta fecha ya pasó.</translation>
    </message>
</context>
<context>
    <name>SaveStatus</name>
    <message>
        <location filename="../../quizapp/gui/shell/save_status.py"/>
        <source>Saved</source>
        <translation>Guardado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/save_status.py"/>
        <source>Saving…</source>
        <translation>Guardando…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/save_status.py"/>
        <source>Not saved</source>
        <translation>Sin guardar</translation>
    </message>
</context>
<context>
    <name>ScoreCard</name>
    <message>
        <location filename="../../quizapp/gui/results/score_card.py"/>
        <source>Read at: {levels}</source>
        <translation>Nivel leído: {levels}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/score_card.py"/>
        <source>Time taken: {time}</source>
        <translation>Tiempo usado: {time}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/results/score_card.py"/>
        <source>Mark them now</source>
        <translation>
            <numerusform>Calificarla ahora</numerusform>
            <numerusform>Calificarlas ahora</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/results/score_card.py"/>
        <source>{answered} of %n questions answered</source>
        <translation>
            <numerusform>{answered} de %n pregunta respondida</numerusform>
            <numerusform>{answered} de %n preguntas respondidas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/results/score_card.py"/>
        <source>All %n questions answered</source>
        <translation>
            <numerusform>La pregunta está respondida</numerusform>
            <numerusform>Las %n preguntas están respondidas</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SentenceLayer</name>
    <message>
        <location filename="../../quizapp/gui/passage/sentence_layer.py"/>
        <source>Selected</source>
        <translation>Seleccionada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/sentence_layer.py"/>
        <source>Your answer, right</source>
        <translation>Tu respuesta, correcta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/sentence_layer.py"/>
        <source>Your answer, wrong</source>
        <translation>Tu respuesta, incorrecta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/sentence_layer.py"/>
        <source>Right answer, not chosen</source>
        <translation>Respuesta correcta, sin elegir</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/sentence_layer.py"/>
        <source>Not selected</source>
        <translation>Sin seleccionar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/sentence_layer.py"/>
        <source>Sentence {number} of {count}</source>
        <translation>Oración {number} de {count}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/sentence_layer.py"/>
        <source>Arrow keys move from sentence to sentence, Space selects a sentence or removes it</source>
        <translation>Las flechas van de oración en oración; la barra espaciadora selecciona una oración o la quita</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/sentence_layer.py"/>
        <source>Arrow keys move from sentence to sentence</source>
        <translation>Las flechas van de oración en oración</translation>
    </message>
</context>
<context>
    <name>ShortAnswerView</name>
    <message>
        <location filename="../../quizapp/gui/answers/short_answer.py"/>
        <source>Type your answer</source>
        <translation>Escribe tu respuesta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/short_answer.py"/>
        <source>Accepted: {answers}</source>
        <translation>Se aceptan: {answers}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/short_answer.py"/>
        <source>Type your answer, Enter to go on</source>
        <translation>Escribe tu respuesta, Enter para seguir</translation>
    </message>
</context>
<context>
    <name>SkillsCard</name>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Skills over time.</source>
        <translation>Habilidades a lo largo del tiempo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>{skill}: {text}</source>
        <translation>{skill}: {text}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Attempts with few questions on a skill are counted together.</source>
        <translation>Los intentos con pocas preguntas sobre una habilidad se cuentan juntos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Skill</source>
        <translation>Habilidad</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>When</source>
        <translation>Cuándo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Points</source>
        <translation>Puntos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Share</source>
        <translation>Porcentaje</translation>
    </message>
</context>
<context>
    <name>Study</name>
    <message>
        <location filename="../../quizapp/gui/study/study.py"/>
        <source>History</source>
        <translation>Historial</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/study.py"/>
        <source>Progress</source>
        <translation>Progreso</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/study.py"/>
        <source>Review</source>
        <translation>Repaso</translation>
    </message>
</context>
<context>
    <name>SupportPanel</name>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>{factor} × the time</source>
        <translation>{factor} × el tiempo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>As the test says</source>
        <translation>Como dice la prueba</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>No time limit</source>
        <translation>Sin límite de tiempo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>Time for tests</source>
        <translation>Tiempo para las pruebas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>Texts begin</source>
        <translation>Nivel inicial de los textos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>As they were written</source>
        <translation>Como se escribieron</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>Easier to read</source>
        <translation>Más fácil de leer</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>Read aloud in tests</source>
        <translation>Lectura en voz alta en pruebas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>Nothing</source>
        <translation>Nada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>Questions and answers</source>
        <translation>Preguntas y respuestas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>Everything</source>
        <translation>Todo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>Leave out one wrong answer of each question that has enough</source>
        <translation>Quitar una respuesta incorrecta de cada pregunta que tiene suficientes</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>This is yours in practice, tests and reviews, and results tell it. In work from your teacher, what your teacher has set counts.</source>
        <translation>Esto vale para ti en prácticas, pruebas y repasos, y los resultados lo indican. En las tareas de tu docente, vale lo que haya fijado tu docente.</translation>
    </message>
</context>
<context>
    <name>TableView</name>
    <message>
        <location filename="../../quizapp/gui/answers/table.py"/>
        <source>Column {number} of {count}</source>
        <translation>Columna {number} de {count}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/table.py"/>
        <source>Row {name}</source>
        <translation>fila {name}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/table.py"/>
        <source>Arrow keys move, Space chooses, 1–{last} choose and go down</source>
        <translation>Las flechas mueven, la barra espaciadora elige, 1–{last} eligen y bajan</translation>
    </message>
</context>
<context>
    <name>TextChoiceField</name>
    <message>
        <location filename="../../quizapp/gui/editor/forms/choice_fields.py"/>
        <source>Choose…</source>
        <translation>Elegir…</translation>
    </message>
</context>
<context>
    <name>TimeCard</name>
    <message>
        <location filename="../../quizapp/gui/study/time_card.py"/>
        <source>Week from {date}</source>
        <translation>Semana del {date}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/time_card.py"/>
        <source>{when}: {time}, %n attempts</source>
        <translation>
            <numerusform>{when}: {time}, %n intento</numerusform>
            <numerusform>{when}: {time}, %n intentos</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/time_card.py"/>
        <source>Time spent by week: {time} in all.</source>
        <translation>Tiempo dedicado por semana: {time} en total.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/time_card.py"/>
        <source>Time spent by month: {time} in all.</source>
        <translation>Tiempo dedicado por mes: {time} en total.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/time_card.py"/>
        <source>Week</source>
        <translation>Semana</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/time_card.py"/>
        <source>Month</source>
        <translation>Mes</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/time_card.py"/>
        <source>Attempts</source>
        <translation>Intentos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/time_card.py"/>
        <source>Time</source>
        <translation>Tiempo</translation>
    </message>
</context>
<context>
    <name>Transfer</name>
    <message>
        <location filename="../../quizapp/gui/editor/transfer.py"/>
        <source>There is no other bank of your own. “New bank…” in the library makes one.</source>
        <translation>No tienes otro banco propio. “Banco nuevo…” en la biblioteca crea uno.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/transfer.py"/>
        <source>Bank</source>
        <translation>Banco</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/transfer.py"/>
        <source>Move it to which bank?</source>
        <translation>¿A qué banco moverla?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/transfer.py"/>
        <source>Copy it to which bank?</source>
        <translation>¿A qué banco copiarla?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/transfer.py"/>
        <source>It comes last there. Its image comes along; evidence has to stand in that bank’s passage.</source>
        <translation>Queda al final. Su imagen va con ella; la evidencia tiene que estar en el texto de ese banco.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/transfer.py"/>
        <source>Move</source>
        <translation>Mover</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/transfer.py"/>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/transfer.py"/>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/transfer.py"/>
        <source>One of the two files can’t be read as it is. Mend it first.</source>
        <translation>Uno de los dos archivos no se puede leer como está. Corrígelo primero.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/transfer.py"/>
        <source>Question {number} is in {title} now.</source>
        <translation>La pregunta {number} está ahora en “{title}”.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/editor/transfer.py"/>
        <source>%n things have to be mended there.</source>
        <translation>
            <numerusform>Allí hay que corregir %n cosa.</numerusform>
            <numerusform>Allí hay que corregir %n cosas.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TwoPartView</name>
    <message>
        <location filename="../../quizapp/gui/answers/two_part.py"/>
        <source>option {letter}</source>
        <translation>opción {letter}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/two_part.py"/>
        <source>Answer part A, then Enter or Tab for part B</source>
        <translation>Responde la parte A, luego Enter o Tab para la parte B</translation>
    </message>
</context>
<context>
    <name>UnderstandSection</name>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>Assignment</source>
        <translation>Tarea</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>The same without the text</source>
        <translation>Lo mismo sin el texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>The class</source>
        <translation>La clase</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>As a table</source>
        <translation>Como tabla</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>Changes…</source>
        <translation>Cambios…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>Mend this question…</source>
        <translation>Corregir esta pregunta…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>Question</source>
        <translation>Pregunta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>What to talk about first is at the top.</source>
        <translation>Arriba está lo que conviene comentar primero.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>Compare without the text…</source>
        <translation>Comparar sin el texto…</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>%n learners have handed in.</source>
        <translation>
            <numerusform>%n estudiante ha entregado.</numerusform>
            <numerusform>%n estudiantes han entregado.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>The bands show how sure a figure is: 95 times in 100, such a band holds the true one.</source>
        <translation>Las bandas muestran qué tan segura es una cifra: 95 de cada 100 veces, una banda así contiene la verdadera.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>With so few, all ranges are wide.</source>
        <translation>Con tan pocos, todos los intervalos son amplios.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>Nothing has come in yet that counts. Collect the answers first.</source>
        <translation>Todavía no ha llegado nada que cuente. Recoge primero las respuestas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>Collect</source>
        <translation>Recoger</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>There is no assignment yet. Make one, and what the class understood is here.</source>
        <translation>Todavía no hay tareas. Crea una y aquí verás qué comprendió la clase.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>Make an assignment</source>
        <translation>Crear una tarea</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>Working it out…</source>
        <translation>Calculando…</translation>
    </message>
</context>
<context>
    <name>WholePanel</name>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Your remark to the whole</source>
        <translation>Tu observación general</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Save the remark</source>
        <translation>Guardar la observación</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
</context>
<context>
    <name>WordBankView</name>
    <message>
        <location filename="../../quizapp/gui/answers/word_bank.py"/>
        <source>Words (you can use each more than once)</source>
        <translation>Palabras (puedes usar cada una más de una vez)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/word_bank.py"/>
        <source>Words</source>
        <translation>Palabras</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/word_bank.py"/>
        <source>{word}: put into gap {number}</source>
        <translation>{word}: está en el espacio {number}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/word_bank.py"/>
        <source>{word}: taken out of gap {number}</source>
        <translation>{word}: ya no está en el espacio {number}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/word_bank.py"/>
        <source>Press A–{last} to fill one gap after another, Delete to empty one</source>
        <translation>Presiona A–{last} para llenar un espacio tras otro, Supr para vaciar uno</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/word_bank.py"/>
        <source>in gap {numbers}</source>
        <translation>en el espacio {numbers}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/word_bank.py"/>
        <source>not used</source>
        <translation>sin usar</translation>
    </message>
</context>
<context>
    <name>WorkCard</name>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Not you?</source>
        <translation>¿No eres tú?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Save it again elsewhere…</source>
        <translation>Guardar de nuevo en otro lugar…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Back to the library</source>
        <translation>Volver a la biblioteca</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>You are {name}.</source>
        <translation>Eres {name}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Hand in again…</source>
        <translation>Entregar de nuevo…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Hand in…</source>
        <translation>Entregar…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>“{title}” was not begun.</source>
        <translation>“{title}” está sin empezar.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>%n questions of “{title}” are not answered.</source>
        <translation>
            <numerusform>%n pregunta de “{title}” está sin responder.</numerusform>
            <numerusform>%n preguntas de “{title}” están sin responder.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>All questions are answered.</source>
        <translation>Todas las preguntas están respondidas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>You cannot change your answers after that.</source>
        <translation>Después ya no podrás cambiar tus respuestas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Not handed in yet</source>
        <translation>Todavía sin entregar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Given back to you</source>
        <translation>Te la devolvieron</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Handed in</source>
        <translation>Entregado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Ready to hand in</source>
        <translation>Lista para entregar</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>{done} of %n parts done</source>
        <translation>
            <numerusform>{done} de %n parte hecha</numerusform>
            <numerusform>{done} de %n partes hechas</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Your answers are kept, but the file is not where it belongs. Hand it in again.</source>
        <translation>Tus respuestas están a salvo, pero el archivo no está en su lugar. Entrega de nuevo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Your teacher says: {reason}</source>
        <translation>Tu docente dice: {reason}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>You can go on with it, and hand it in again. What you handed in stays.</source>
        <translation>Puedes seguir con la tarea y entregarla de nuevo. Lo que ya entregaste se conserva.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Handed in: {when}</source>
        <translation>Entregado: {when}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>The file for your teacher: {file}</source>
        <translation>El archivo para tu docente: {file}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Your teacher marks it.</source>
        <translation>La califica tu docente.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Handed in too early? Ask your teacher to reopen it.</source>
        <translation>¿Entregaste demasiado pronto? Pide a tu docente que reabra la tarea.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>All parts are done. Hand it in, so that your teacher gets it.</source>
        <translation>Todas las partes están hechas. Entrega la tarea para que le llegue a tu docente.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Your teacher says: {remark}</source>
        <translation>Tu docente dice: {remark}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Marks were changed: %n questions were marked again.</source>
        <translation>
            <numerusform>Hay cambios en la calificación: %n pregunta se calificó de nuevo.</numerusform>
            <numerusform>Hay cambios en la calificación: %n preguntas se calificaron de nuevo.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>{answered} of %n answered</source>
        <translation>
            <numerusform>{answered} de %n respondida</numerusform>
            <numerusform>{answered} de %n respondidas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Not begun · %n questions</source>
        <translation>
            <numerusform>Sin empezar · %n pregunta</numerusform>
            <numerusform>Sin empezar · %n preguntas</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Begin</source>
        <translation>Empezar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Under way · {answered}</source>
        <translation>En curso · {answered}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Go on</source>
        <translation>Seguir</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>See the results</source>
        <translation>Ver los resultados</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Not begun</source>
        <translation>Sin empezar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Done · {answered}</source>
        <translation>Hecha · {answered}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>See your answers</source>
        <translation>Ver tus respuestas</translation>
    </message>
</context>
<context>
    <name>WrongSentenceList</name>
    <message>
        <location filename="../../quizapp/gui/editor/forms/wrong_sentences.py"/>
        <source>Pick a wrong sentence…</source>
        <translation>Elegir una oración incorrecta…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/wrong_sentences.py"/>
        <source>wrong sentence {sign}</source>
        <translation>oración incorrecta {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/wrong_sentences.py"/>
        <source>Pick in the passage</source>
        <translation>Elegir en el texto</translation>
    </message>
</context>
<context>
    <name>YamlPane</name>
    <message>
        <location filename="../../quizapp/gui/editor/yaml_pane.py"/>
        <source>The file as text</source>
        <translation>El archivo como texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/yaml_pane.py"/>
        <source>Tab indents. F6 or Shift+Tab leaves the text.</source>
        <translation>Tab agrega sangría. F6 o Mayús+Tab sale del campo.</translation>
    </message>
</context>
<context>
    <name>_Card</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>%n learners</source>
        <translation>
            <numerusform>%n estudiante</numerusform>
            <numerusform>%n estudiantes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Criterion</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>%n points</source>
        <translation>
            <numerusform>%n punto</numerusform>
            <numerusform>%n puntos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Edge</name>
    <message>
        <location filename="../../quizapp/gui/attempt/card_split.py"/>
        <source>Edge between passage and question</source>
        <translation>Borde entre el texto y la pregunta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/card_split.py"/>
        <source>The arrow keys move it</source>
        <translation>Se mueve con las teclas de flecha</translation>
    </message>
</context>
<context>
    <name>_Figures</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/progress_page.py"/>
        <source>Banks finished</source>
        <translation>
            <numerusform>Banco terminado</numerusform>
            <numerusform>Bancos terminados</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/progress_page.py"/>
        <source>Questions answered</source>
        <translation>
            <numerusform>Pregunta respondida</numerusform>
            <numerusform>Preguntas respondidas</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/progress_page.py"/>
        <source>Time spent</source>
        <translation>Tiempo dedicado</translation>
    </message>
</context>
<context>
    <name>_LevelLine</name>
    <message>
        <location filename="../../quizapp/gui/editor/forms/evidence_field.py"/>
        <source>Pick again…</source>
        <translation>Elegir de nuevo…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/evidence_field.py"/>
        <source>Not at this level</source>
        <translation>No está en este nivel</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/evidence_field.py"/>
        <source>This bank has no passage.</source>
        <translation>Este banco no tiene texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/evidence_field.py"/>
        <source>These words are not in the passage.</source>
        <translation>Estas palabras no están en el texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/evidence_field.py"/>
        <source>These words are in the passage more than once.</source>
        <translation>Estas palabras están más de una vez en el texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/evidence_field.py"/>
        <source>Paragraph {number}</source>
        <translation>Párrafo {number}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/evidence_field.py"/>
        <source>Before paragraph 1</source>
        <translation>Antes del párrafo 1</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/evidence_field.py"/>
        <source>{level}: {place}</source>
        <translation>{level}: {place}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/evidence_field.py"/>
        <source>Pick again at the level {level}</source>
        <translation>Elegir de nuevo en el nivel {level}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/evidence_field.py"/>
        <source>Not at the level {level}</source>
        <translation>No está en el nivel {level}</translation>
    </message>
</context>
<context>
    <name>_Nothing</name>
    <message>
        <location filename="../../quizapp/gui/study/progress_page.py"/>
        <source>Finish a bank, and you will see here how your marks change, and what you do well.</source>
        <translation>Termina un banco y verás aquí cómo cambian tus calificaciones y qué haces bien.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/progress_page.py"/>
        <source>Nothing to show yet</source>
        <translation>Todavía no hay nada que mostrar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/progress_page.py"/>
        <source>Go to the library</source>
        <translation>Ir a la biblioteca</translation>
    </message>
</context>
<context>
    <name>_Part</name>
    <message>
        <location filename="../../quizapp/gui/answers/two_part.py"/>
        <source>does not count</source>
        <translation>no cuenta</translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Selected</source>
        <translation>Seleccionada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Remove: {sentence}</source>
        <translation>Quitar: {sentence}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/ordering.py"/>
        <source>{place} of {count}</source>
        <translation>{place} de {count}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/ordering.py"/>
        <source>Move up: {text}</source>
        <translation>Subir: {text}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/ordering.py"/>
        <source>Move down: {text}</source>
        <translation>Bajar: {text}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/ordering.py"/>
        <source>right place</source>
        <translation>lugar correcto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/ordering.py"/>
        <source>belongs at {place}</source>
        <translation>su lugar es {place}</translation>
    </message>
</context>
<context>
    <name>_Rows</name>
    <message>
        <location filename="../../quizapp/gui/editor/question_list.py"/>
        <source>Questions</source>
        <translation>Preguntas</translation>
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
  schema       give your text editor the JSON Schema of banks
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
        <translation>Sin comando, se abre una ventana y los bancos ARCHIVO… se agregan a la biblioteca. Comandos en la terminal:

  list         muestra los bancos
  check        busca errores en los bancos, con archivo y línea
  take         hace un banco, o califica las respuestas de un archivo
  convert      crea bancos a partir de artículos con preguntas STARC
  import       trae preguntas de Moodle y otras herramientas
  export-bank  escribe un banco para Moodle y otras herramientas
  schema       da a tu editor de texto el esquema JSON de los bancos
  learners     muestra los estudiantes
  export       escribe el historial de un estudiante en un archivo

Para docentes:

  class        muestra, crea y cambia clases
  assign       reparte bancos o preguntas a una clase
  collect      recoge lo que entregaron los estudiantes
  print        hojas, clave de respuestas y comentarios en PDF
  grades       muestra y publica calificaciones, valora respuestas escritas
  analyze      muestra qué comprendió la clase
  remark       corrige una clave equivocada y calcula de nuevo las calificaciones
  desk         prepara el escritorio y lo bloquea con contraseña

Ejemplos:
  quizapp
  quizapp my-bank.yaml
  quizapp list
  quizapp check my-banks/
  quizapp take worcester-what-happened
  quizapp import moodle.xml --to my-banks
  quizapp export Ada --to ada.csv
  quizapp assign 7b worcester-what-happened --to /media/stick
  quizapp collect /media/stick
  quizapp COMANDO --help
</translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>or take a quiz in this terminal: quizapp take BANK</source>
        <translation>o haz un banco en esta terminal: quizapp take BANCO</translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>The output cannot be written: the disk is full.</source>
        <translation>No se puede escribir la salida: el disco está lleno.</translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>Reading quizzes: read a passage, answer questions, and see in the text why.</source>
        <translation>Preguntas de lectura: lee un texto, responde y mira en el texto por qué.</translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>quizapp [--data-dir DIR] [--desk-url ADDRESS] [FILE…]
quizapp [--data-dir DIR] COMMAND …</source>
        <translation>quizapp [--data-dir CARPETA] [--desk-url DIRECCIÓN] [ARCHIVO…]
quizapp [--data-dir CARPETA] COMANDO …</translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>usage: </source>
        <translation>uso: </translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>show the version</source>
        <translation>muestra la versión</translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <location filename="../../quizapp/commands/desk_shared.py"/>
        <source>ADDRESS</source>
        <translation>DIRECCIÓN</translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>the PostgreSQL that holds the records of the desk</source>
        <translation>el PostgreSQL que guarda los registros del escritorio</translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <location filename="../../quizapp/commands/class_.py"/>
        <location filename="../../quizapp/commands/convert.py"/>
        <location filename="../../quizapp/commands/export.py"/>
        <location filename="../../quizapp/commands/export_bank.py"/>
        <location filename="../../quizapp/commands/grades.py"/>
        <location filename="../../quizapp/commands/import_.py"/>
        <location filename="../../quizapp/commands/print_.py"/>
        <location filename="../../quizapp/commands/schema.py"/>
        <location filename="../../quizapp/commands/take.py"/>
        <source>FILE</source>
        <translation>ARCHIVO</translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>a bank or an assignment to open</source>
        <translation>un banco o una tarea que abrir</translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>there is no command and no file “{file}”; did you mean “{near}”?</source>
        <translation>no hay ningún comando ni archivo “{file}”; ¿quisiste decir “{near}”?</translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>there is no command and no file “{file}”</source>
        <translation>no hay ningún comando ni archivo “{file}”</translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>There is no screen to open a window on.</source>
        <translation>No hay pantalla donde abrir una ventana.</translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>Take a quiz in this terminal: quizapp take BANK (see quizapp list).</source>
        <translation>Haz un banco en esta terminal: quizapp take BANCO (mira quizapp list).</translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>PySide6 is not installed.</source>
        <translation>PySide6 no está instalado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>PySide6 cannot be loaded ({reason}).</source>
        <translation>No se puede cargar PySide6 ({reason}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>The window needs {library}, which this system lacks.</source>
        <translation>La ventana necesita {library}, que falta en este sistema.</translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>On Debian or Ubuntu, type: {command}</source>
        <translation>En Debian o Ubuntu, escribe: {command}</translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>Type: {command}</source>
        <translation>Escribe: {command}</translation>
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
        <translation>Muestra las preguntas de una tarea; primero, las que más le conviene comentar a la clase: cuántos puntos se obtuvieron
(facilidad), si quienes van bien en el resto van bien aquí (discriminación), a quiénes atrajo cada opción. Cada cifra
lleva su intervalo del 95 %; si entregaron muy pocos, no se dice nada.

Con --without, las mismas preguntas hechas sin el texto muestran cuáles lo necesitan.
{about}
Ejemplos:
  quizapp analyze &quot;What happened&quot;
  quizapp analyze &quot;What happened&quot; --without &quot;What happened, text hidden&quot;
</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>key</source>
        <translation>clave</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>misreading</source>
        <translation>mala interpretación</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>other place</source>
        <translation>otro lugar</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>no support</source>
        <translation>sin apoyo</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>needs the text</source>
        <translation>necesita el texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>the text helps</source>
        <translation>el texto ayuda</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>can be answered without the text</source>
        <translation>se puede responder sin el texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>unclear</source>
        <translation>no está claro</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>Shows what a class understood.</source>
        <translation>Muestra qué comprendió la clase.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <location filename="../../quizapp/commands/assign.py"/>
        <location filename="../../quizapp/commands/grades.py"/>
        <location filename="../../quizapp/commands/print_.py"/>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>ASSIGNMENT</source>
        <translation>TAREA</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <location filename="../../quizapp/commands/grades.py"/>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>its title, or the beginning of its id</source>
        <translation>su título, o el comienzo de su id</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>the same questions, taken without the text</source>
        <translation>las mismas preguntas, hechas sin el texto</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>%n learners handed in.</source>
        <translation>
            <numerusform>%n estudiante entregó.</numerusform>
            <numerusform>%n estudiantes entregaron.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>Mean: {mean} of {possible} points</source>
        <translation>Promedio: {mean} de {possible} puntos</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>Reliability (alpha): {alpha}; error of a score: {error} points</source>
        <translation>Fiabilidad (alfa): {alpha}; error de una puntuación: {error} puntos</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>Skill {skill}: {percent}</source>
        <translation>Habilidad {skill}: {percent}</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>facility {percent}</source>
        <translation>facilidad {percent}</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>discrimination {value}</source>
        <translation>discriminación {value}</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>look at this key</source>
        <translation>revisa esta clave</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>gain by the text {percent} % ({verdict})</source>
        <translation>ganancia con el texto {percent} % ({verdict})</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <location filename="../../quizapp/gui/desk/figures.py"/>
        <source>{value} ({low} to {high})</source>
        <translation>{value} ({low} a {high})</translation>
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
        <translation>{percent} %</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>{percent} ({low} to {high} %)</source>
        <translation>{percent} ({low} a {high} %)</translation>
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
        <translation>Sin nada más, muestra las tareas. Con una clase y bancos, crea una tarea y escribe NOMBRE.quizassign, el archivo que abren
los estudiantes. Las preguntas sobre el mismo texto se hacen juntas. En una prueba cuyas calificaciones publicas tú (así
es si no indicas otra cosa), el archivo no contiene la clave: la guarda tu escritorio.
Con --plan no se crea nada: muestra las preguntas, y dice qué habilidades y cuánto del texto cubren.

--again escribe de nuevo el archivo de una tarea, con quienes están ahora en la clase, o para otra CLASE como copia
aparte. --reopen devuelve a un estudiante una tarea que ya entregó.
{about}
Ejemplos:
  quizapp assign 7b worcester-what-happened --minutes 30 --due &quot;2026-12-04 10:00&quot; --to /media/stick
  quizapp assign 7b worcester-what-happened bees.yaml --skill locate --skill interpret --plan
  quizapp assign 7b bees.yaml --question q1 --question q4 --practice --tries 3
  quizapp assign 7c --again &quot;What happened&quot;
  quizapp assign --reopen &quot;What happened&quot; --learner Ada --reason &quot;Se acabó la batería.&quot; --minutes 10
</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>Hands out banks or questions to a class.</source>
        <translation>Reparte bancos o preguntas a una clase.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <location filename="../../quizapp/commands/class_.py"/>
        <location filename="../../quizapp/commands/grades.py"/>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>CLASS</source>
        <translation>CLASE</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>the name of a class (see quizapp class)</source>
        <translation>el nombre de una clase (mira quizapp class)</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <location filename="../../quizapp/commands/export_bank.py"/>
        <location filename="../../quizapp/commands/take.py"/>
        <source>BANK</source>
        <translation>BANCO</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>a bank&apos;s id (see quizapp list) or file</source>
        <translation>el id de un banco (mira quizapp list) o su archivo</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <location filename="../../quizapp/commands/collect.py"/>
        <location filename="../../quizapp/commands/grades.py"/>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>TEXT</source>
        <translation>TEXTO</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>its name; that of the first bank if none is given</source>
        <translation>su nombre; si no se da, el del primer banco</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <location filename="../../quizapp/commands/convert.py"/>
        <location filename="../../quizapp/commands/import_.py"/>
        <location filename="../../quizapp/commands/shared.py"/>
        <source>DIR</source>
        <translation>CARPETA</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>the folder of the file; here if not given</source>
        <translation>la carpeta del archivo; si no se da, esta</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>which questions</source>
        <translation>qué preguntas</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <location filename="../../quizapp/commands/collect.py"/>
        <location filename="../../quizapp/commands/grades.py"/>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>only this one; can be repeated</source>
        <translation>solo esta; se puede repetir</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <location filename="../../quizapp/commands/export.py"/>
        <source>WORDS</source>
        <translation>PALABRAS</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>only those with these words in their stem</source>
        <translation>solo las que tienen estas palabras en su enunciado</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>only of this skill</source>
        <translation>solo de esta habilidad</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>TYPE</source>
        <translation>TIPO</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>only of this type</source>
        <translation>solo de este tipo</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>FROM-TO</source>
        <translation>DE-A</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>only with this share of points so far, such as 0-60 (%%)</source>
        <translation>solo con esta proporción de puntos hasta ahora, por ejemplo 0-60 (%%)</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>tell what is chosen, and make nothing</source>
        <translation>dice qué se elige, y no crea nada</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>rules</source>
        <translation>reglas</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>a practice, not a test; the key is in the file</source>
        <translation>una práctica, no una prueba; la clave está en el archivo</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>when marks and key are shown</source>
        <translation>cuándo se muestran las calificaciones y la clave</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <location filename="../../quizapp/commands/grades.py"/>
        <location filename="../../quizapp/commands/remark.py"/>
        <location filename="../../quizapp/commands/take.py"/>
        <source>N</source>
        <translation>N</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>tries for each question, in a practice</source>
        <translation>intentos por pregunta, en una práctica</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>ask how sure the learner is</source>
        <translation>pide la seguridad de cada respuesta</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>time for each text; 0 for no limit</source>
        <translation>tiempo para cada texto; 0 para no poner límite</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>DATE</source>
        <translation>FECHA</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>later is late: &quot;2026-12-04 10:00&quot;, in local time</source>
        <translation>lo que llega después tiene retraso: &quot;2026-12-04 10:00&quot;, en hora local</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>each learner has the questions in another order</source>
        <translation>cada estudiante recibe las preguntas en otro orden</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>without hints</source>
        <translation>sin pistas</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>without notes</source>
        <translation>sin notas</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>without this tool</source>
        <translation>sin esta herramienta</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>with this tool too</source>
        <translation>también con esta herramienta</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>hide the text, to see what needs it</source>
        <translation>oculta el texto, para ver qué lo necesita</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>the reading level at which texts that have it begin</source>
        <translation>el nivel de lectura en que empiezan los textos que lo tienen</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>learners cannot change the reading level</source>
        <translation>los estudiantes no pueden cambiar el nivel de lectura</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>somebody who is not in the class may type a name</source>
        <translation>quien no está en la clase puede escribir un nombre</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>afterwards</source>
        <translation>después</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>write it anew, or hand it to CLASS too</source>
        <translation>la escribe de nuevo, o la reparte también a CLASE</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>give it back to --learner, for a --reason</source>
        <translation>la devuelve a --learner, por un motivo (--reason)</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <location filename="../../quizapp/commands/class_.py"/>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>NAME</source>
        <translation>NOMBRE</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>the learner whom it is reopened for</source>
        <translation>el estudiante para quien se reabre</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>why it is reopened</source>
        <translation>por qué se reabre</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>--reopen needs --learner and --reason</source>
        <translation>--reopen necesita --learner y --reason</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>name a BANK, or an assignment with --again</source>
        <translation>indica un BANCO, o una tarea con --again</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>It is on your desk all the same. Write its file elsewhere: quizapp assign --again {id} --to DIR</source>
        <translation>De todos modos ya está en tu escritorio. Escribe su archivo en otro lugar: quizapp assign --again {id} --to CARPETA</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>No text has the level “{level}”.</source>
        <translation>Ningún texto tiene el nivel “{level}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <location filename="../../quizapp/commands/take.py"/>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>Choose one of: {levels}.</source>
        <translation>Elige uno de estos: {levels}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <location filename="../../quizapp/commands/take.py"/>
        <source>Leave --level out.</source>
        <translation>Quita --level.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>None of these banks has a question “{question}”.</source>
        <translation>Ninguno de estos bancos tiene una pregunta “{question}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>List them with --plan.</source>
        <translation>Con --plan puedes verlas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>No question is like that.</source>
        <translation>Ninguna pregunta es así.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>Choose other words, skills, types or facilities.</source>
        <translation>Elige otras palabras, habilidades, tipos o facilidades.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>“{text}” is no range of percent.</source>
        <translation>“{text}” no es un intervalo de porcentajes.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>Write it like 0-60.</source>
        <translation>Escríbelo así: 0-60.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>“{text}” is no date.</source>
        <translation>“{text}” no es una fecha.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>Write it like 2026-12-04 10:00.</source>
        <translation>Escríbela así: 2026-12-04 10:00.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>Hand out this file: {file}</source>
        <translation>Reparte este archivo: {file}</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>Nothing is handed out yet. To hand something out, type: quizapp assign CLASS BANK</source>
        <translation>Todavía no se ha repartido nada. Para repartir algo, escribe: quizapp assign CLASE BANCO</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/assign.py"/>
        <source>%n learners still missing</source>
        <translation>
            <numerusform>todavía falta %n estudiante</numerusform>
            <numerusform>todavía faltan %n estudiantes</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>all are in</source>
        <translation>ya entregó todo el grupo</translation>
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
        <translation>Busca errores en los bancos; indica el archivo, la línea y el campo de cada uno, y cómo corregirlo. Las advertencias son
sobre líneas que se pueden leer, pero que quizá no dicen lo que se quería decir.
Los bancos que son traducción uno de otro se comparan, si se revisan juntos.

Con --readability ves qué tan difíciles son los textos, según fórmulas para inglés, español y portugués. Son
estimaciones: cuentan sílabas, palabras y oraciones, y no saben nada de lo que se dice.
Termina con 0 si no hay errores (las advertencias no cuentan); si no, con 1.

Ejemplos:
  quizapp check my-bank.yaml
  quizapp check my-banks/ --json
  quizapp check my-banks/ --readability
</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/check.py"/>
        <source>Finds mistakes in banks.</source>
        <translation>Busca errores en los bancos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/check.py"/>
        <source>PATH</source>
        <translation>RUTA</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/check.py"/>
        <source>a bank, or a folder with banks</source>
        <translation>un banco, o una carpeta con bancos</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/check.py"/>
        <source>say how hard the texts are to read</source>
        <translation>dice qué tan difíciles de leer son los textos</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/check.py"/>
        <source>How hard the texts are to read, by an estimate:</source>
        <translation>Qué tan difíciles de leer son los textos, según una estimación:</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/check.py"/>
        <source>{text}: cannot be told; it has too few words, or there is no formula for its language.</source>
        <translation>{text}: no se puede saber; tiene muy pocas palabras, o no hay fórmula para su idioma.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/check.py"/>
        <location filename="../../quizapp/commands/convert.py"/>
        <source>%n banks</source>
        <translation>
            <numerusform>%n banco</numerusform>
            <numerusform>%n bancos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/check.py"/>
        <location filename="../../quizapp/commands/convert.py"/>
        <location filename="../../quizapp/commands/import_.py"/>
        <location filename="../../quizapp/commands/list_banks.py"/>
        <location filename="../../quizapp/reports/paper_sheet.py"/>
        <source>%n questions</source>
        <translation>
            <numerusform>%n pregunta</numerusform>
            <numerusform>%n preguntas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/check.py"/>
        <source>%n problems</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errores</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/check.py"/>
        <source>%n warnings</source>
        <translation>
            <numerusform>%n advertencia</numerusform>
            <numerusform>%n advertencias</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/check.py"/>
        <source>{read}: {found} found.</source>
        <translation>{read}; resultado: {found}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/check.py"/>
        <source>{read}: nothing found.</source>
        <translation>{read}: nada que corregir.</translation>
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
        <translation>Sin nombre, muestra las clases; con uno, muestra la clase. Con --add se crea la clase si no existe.

Los nombres se leen de un archivo de texto con un nombre por línea, o de un .csv cuya primera línea nombra las columnas:
nombre completo (o nombre y apellidos) y, si hacen falta, tiempo (1, 1.25, 1.5, 2, sin límite), lectura en voz alta
(nada, preguntas, todo), nivel de lectura (el id de un nivel, y “, fijo” para fijarlo), menos opciones (sí, no), tamaño
del texto (como 125%) y tema (claro, oscuro, crema, contraste). También valen los nombres en inglés. Un nombre que ya
está en otra clase es la misma persona; con --new es otra.
{about}
Ejemplos:
  quizapp class
  quizapp class 7b --add names.csv
  quizapp class 7b --learner &quot;Ada Lovelace&quot; --learner 李明
  quizapp class 7b --accommodate Ada tiempo=1.5 tema=oscuro
  quizapp class 7b --rename-learner Ada &quot;Ada King&quot;
  quizapp class --export-learner Ada --to ada.json
  quizapp class --delete-learner Ada --yes
</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>accommodations: time (1, 1.25, 1.5, 2, 3, no limit), read aloud (nothing, questions, all), reading level (a level&apos;s id, and “, locked” to keep it), fewer options (yes, no), text size (80, 90, 100, 110, 125, 150, 175, 200, 250, 300), theme (system, light, dark, cream, contrast)</source>
        <translation>adaptaciones: tiempo (1, 1.25, 1.5, 2, 3, sin límite), lectura en voz alta (nada, preguntas, todo), nivel de lectura (el id de un nivel, y “, fijo” para fijarlo), menos opciones (sí, no), tamaño del texto (80, 90, 100, 110, 125, 150, 175, 200, 250, 300), tema (sistema, claro, oscuro, crema, contraste)</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>nothing</source>
        <translation>nada</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>questions</source>
        <translation>preguntas</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>all</source>
        <translation>todo</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>theme of the system</source>
        <translation>tema del sistema</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>light theme</source>
        <translation>tema claro</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>dark theme</source>
        <translation>tema oscuro</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>cream theme</source>
        <translation>tema crema</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>high contrast</source>
        <translation>alto contraste</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>Lists, makes and changes classes.</source>
        <translation>Muestra, crea y cambia clases.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>the name of a class</source>
        <translation>el nombre de una clase</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>add the learners in a file; - reads what is typed</source>
        <translation>agrega a los estudiantes de un archivo; - lee lo que se escribe</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>add a learner; can be repeated</source>
        <translation>agrega a un estudiante; se puede repetir</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>who is added is nobody of another class</source>
        <translation>quien se agrega no es nadie de otra clase</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <location filename="../../quizapp/commands/collect.py"/>
        <location filename="../../quizapp/commands/export.py"/>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>LEARNER</source>
        <translation>ESTUDIANTE</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>take a learner out of the class; all records stay</source>
        <translation>quita a un estudiante de la clase; todos los registros se conservan</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>give the class another name</source>
        <translation>da otro nombre a la clase</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>give a learner another name</source>
        <translation>da otro nombre a un estudiante</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>WHAT=VALUE</source>
        <translation>QUÉ=VALOR</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>delete a class that was handed nothing</source>
        <translation>elimina una clase a la que no se repartió nada</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>write all that the desk keeps of a learner, to --to</source>
        <translation>escribe en --to todo lo que el escritorio guarda de un estudiante</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>a .json file; one is replaced</source>
        <translation>un archivo .json; si ya existe, se reemplaza</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>delete a learner with all records, with --yes</source>
        <translation>elimina a un estudiante con todos sus registros, con --yes</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>delete for good</source>
        <translation>elimina de forma definitiva</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>name the CLASS that is to be changed</source>
        <translation>indica la CLASE que quieres cambiar</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>say what is to be changed, as WHAT=VALUE; {known}</source>
        <translation>indica qué cambia, como QUÉ=VALOR; {known}</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>--export-learner and --to belong together</source>
        <translation>--export-learner y --to van juntos</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>All records of {name}: {file}</source>
        <translation>Todos los registros de {name}: {file}</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>{name} would be deleted with everything that was handed in, on this desk.</source>
        <translation>{name} se eliminaría de este escritorio con todo lo que entregó.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>Add --yes to do so; --export-learner keeps a copy.</source>
        <translation>Agrega --yes para hacerlo; --export-learner guarda una copia.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>{name} was deleted. Files on sticks and on learners&apos; computers are still there.</source>
        <translation>Se eliminó a {name}. Los archivos en memorias USB y en las computadoras de los estudiantes siguen ahí.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>The class {name} was deleted; its learners are still on the desk.</source>
        <translation>Se eliminó la clase {name}; sus estudiantes siguen en el escritorio.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>There is no class yet. Make one: quizapp class NAME --add FILE</source>
        <translation>Todavía no hay clases. Crea una: quizapp class NOMBRE --add ARCHIVO</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/class_.py"/>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>%n learners</source>
        <translation>
            <numerusform>%n estudiante</numerusform>
            <numerusform>%n estudiantes</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <location filename="../../quizapp/reports/words.py"/>
        <source>no time limit</source>
        <translation>sin límite de tiempo</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>{factor} × time</source>
        <translation>{factor} × el tiempo</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>read aloud: {what}</source>
        <translation>leer en voz alta: {what}</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>level: {level}</source>
        <translation>nivel: {level}</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>level locked</source>
        <translation>nivel fijo</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>fewer options</source>
        <translation>menos opciones</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>text {percent} %</source>
        <translation>texto {percent} %</translation>
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
        <translation>Recoge los archivos de respuestas (.quizanswers) de carpetas y subcarpetas, o archivos sueltos. Los archivos solo se
leen, y el mismo dos veces es una sola entrega, así que puedes repetirlo cuando quieras. Termina con 1 si no se pudo
recoger alguno.

Sin LUGAR, muestra lo que espera tu decisión: respuestas con un nombre que no está en la lista (--match dice de quién
son), y respuestas que firmó un programa distinto que antes (--accept o --refuse). Cada caso tiene un ID.
{about}
Ejemplos:
  quizapp collect /media/stick
  quizapp collect shared/ late/Bees*.quizanswers --json
  quizapp collect
  quizapp collect --match 3f2a91c0 &quot;Ada Lovelace&quot;
  quizapp collect --accept 77b0e1d2 --reason &quot;computadora nueva&quot;
</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>Takes in what learners handed in.</source>
        <translation>Recoge lo que entregaron los estudiantes.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>PLACE</source>
        <translation>LUGAR</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>a folder or a file</source>
        <translation>una carpeta o un archivo</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>these answers are this learner&apos;s</source>
        <translation>estas respuestas son de este estudiante</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>the program that signed these answers is the learner&apos;s</source>
        <translation>el programa que firmó estas respuestas es del estudiante</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>it is not; what it signs does not count</source>
        <translation>no es suyo; lo que firma no cuenta</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>why; it is kept in the audit</source>
        <translation>por qué; se conserva en el registro de cambios</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>decide first, or collect first</source>
        <translation>primero decide, o primero recoge</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>There are no files of answers (.quizanswers) in there.</source>
        <translation>Ahí no hay archivos de respuestas (.quizanswers).</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>{file}: handed in late.</source>
        <translation>{file}: se entregó con retraso.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/collect.py"/>
        <source>%n files: {new} new, {known} known, {failed} not taken in.</source>
        <translation>
            <numerusform>%n archivo: {new} nuevo, {known} ya conocido, {failed} no recogido.</numerusform>
            <numerusform>%n archivos: {new} nuevos, {known} ya conocidos, {failed} no recogidos.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>nobody</source>
        <translation>nadie</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>Still missing for “{title}” ({room}): {names}</source>
        <translation>Todavía faltan para “{title}” ({room}): {names}</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>Nothing waits for you.</source>
        <translation>Nada espera tu decisión.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>“{title}”: {name} was signed by another program.</source>
        <translation>“{title}”: lo de {name} lo firmó otro programa.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>“{title}”: {name} is not on the list. Is it {near}?</source>
        <translation>“{title}”: {name} no está en la lista. ¿Será {near}?</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>“{title}”: {name} is not on the list.</source>
        <translation>“{title}”: {name} no está en la lista.</translation>
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
        <translation>Crea bancos a partir de archivos de otras herramientas, y escribe cada uno como ID.yaml en una carpeta. Los bancos que
ya existen solo se reemplazan con --force. Un archivo con errores no da ningún banco: cada error se muestra con su línea
y cómo corregirlo. Termina con 0 si todo salió bien; si no, con 1.

Formatos:
  onestopqa   un artículo en tres niveles de lectura, con preguntas según el esquema STARC: un banco con los tres

Ejemplos:
  quizapp convert articles/*.txt --to my-banks
  quizapp convert article.txt --to my-banks --level elementary --force
</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/convert.py"/>
        <source>Makes banks from files of other tools.</source>
        <translation>Crea bancos a partir de archivos de otras herramientas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/convert.py"/>
        <source>a file to convert</source>
        <translation>un archivo por convertir</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/convert.py"/>
        <location filename="../../quizapp/commands/import_.py"/>
        <source>the folder for the banks</source>
        <translation>la carpeta para los bancos</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/convert.py"/>
        <location filename="../../quizapp/commands/export_bank.py"/>
        <source>FORMAT</source>
        <translation>FORMATO</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/convert.py"/>
        <source>the format; recognized if left out</source>
        <translation>el formato; si no se da, se reconoce</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/convert.py"/>
        <location filename="../../quizapp/commands/take.py"/>
        <source>LEVEL</source>
        <translation>NIVEL</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/convert.py"/>
        <source>only this level: %(choices)s</source>
        <translation>solo este nivel: %(choices)s</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/convert.py"/>
        <location filename="../../quizapp/commands/import_.py"/>
        <source>replace banks that exist</source>
        <translation>reemplaza los bancos que ya existen</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/convert.py"/>
        <location filename="../../quizapp/commands/import_.py"/>
        <source>{to} is not a folder.</source>
        <translation>{to} no es una carpeta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/convert.py"/>
        <location filename="../../quizapp/commands/import_.py"/>
        <source>Name another one with --to.</source>
        <translation>Indica otra con --to.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/convert.py"/>
        <source>{made} written: %n problems found.</source>
        <translation>
            <numerusform>Creado: {made}. Se encontró %n error.</numerusform>
            <numerusform>Creado: {made}. Se encontraron %n errores.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/convert.py"/>
        <source>{made} written.</source>
        <translation>Creado: {made}.</translation>
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
        <translation>init      crea las tablas del escritorio, o las lleva a la versión más nueva. En PostgreSQL lo ejecuta una vez quien es
          dueño de la base de datos. También crea el rol quizapp_desk, que puede hacer lo que un escritorio necesita y
          nada más; cada docente recibe un usuario con ese rol, y solo ve sus propias clases y entregas.
password  pone, cambia o quita una contraseña: así nadie más entra al escritorio en una computadora compartida.
{about}
Ejemplos:
  quizapp desk password
  quizapp desk password --forgotten
  quizapp desk init --desk-url postgresql://owner@server/school
</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>Prepares the desk, and locks it.</source>
        <translation>Prepara el escritorio y lo bloquea.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>what to do</source>
        <translation>qué hacer</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>take the password off</source>
        <translation>quita la contraseña</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>take it off with the code that was shown when it was set</source>
        <translation>la quita con el código que se mostró al ponerla</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>--remove and --forgotten are for: quizapp desk password</source>
        <translation>--remove y --forgotten son para: quizapp desk password</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>The desk is ready: {where}</source>
        <translation>El escritorio está listo: {where}</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>The desk has no password.</source>
        <translation>El escritorio no tiene contraseña.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>Code: </source>
        <translation>Código: </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>New password: </source>
        <translation>Nueva contraseña: </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>The same again: </source>
        <translation>La misma otra vez: </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>The two are not the same.</source>
        <translation>Las dos no son iguales.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>Nothing was changed: do it again.</source>
        <translation>No se cambió nada: hazlo de nuevo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>The desk is locked. If you forget the password, this code takes it off; write it down:</source>
        <translation>El escritorio está bloqueado. Si olvidas la contraseña, este código la quita; anótalo:</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>The desk&apos;s tables are ready: {where}</source>
        <translation>Las tablas del escritorio están listas: {where}</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>Give each teacher a login, as a superuser:</source>
        <translation>Como superusuario, da a cada docente un acceso:</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk_shared.py"/>
        <source>
The desk&apos;s records are in your data folder, or in the PostgreSQL that --desk-url, QUIZAPP_DESK_URL or the setting
desk_url names (put its password into ~/.pgpass). A desk with a password asks for it; QUIZAPP_DESK_PASSWORD can give it.
</source>
        <translation>
Los registros del escritorio están en tu carpeta de datos, o en el PostgreSQL que indiquen --desk-url, QUIZAPP_DESK_URL
o el ajuste desk_url (pon su contraseña en ~/.pgpass). Un escritorio con contraseña la pide; QUIZAPP_DESK_PASSWORD puede
darla.
</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk_shared.py"/>
        <source>the PostgreSQL that holds the desk&apos;s records, as postgresql://NAME@COMPUTER/DATABASE</source>
        <translation>el PostgreSQL que guarda los registros del escritorio, como postgresql://NOMBRE@COMPUTADORA/BASE</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk_shared.py"/>
        <source>Password of the desk: </source>
        <translation>Contraseña del escritorio: </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export.py"/>
        <source>Writes all attempts of a learner to a file, the newest first: a .csv with a row for each attempt, or for each question
with --questions; or a .json with everything, or with --xapi the statements that learning record stores take. Nothing
else is changed, and the window can stay open. Unfinished attempts are listed without marks, and have no statements. To
save a report as PDF, use the window: History, Save….

Examples:
  quizapp learners
  quizapp export Ada --to ada.csv
  quizapp export Ada --to ada-questions.csv --questions
  quizapp export &quot;Ada Lovelace&quot; --to ada.json --search worcester
  quizapp export Ada --to statements.json --xapi
</source>
        <translation>Escribe en un archivo todos los intentos de un estudiante, primero los más nuevos: un .csv con una fila por intento, o
por pregunta con --questions; o un .json con todo, o con --xapi las declaraciones que admite un almacén de registros de
aprendizaje (LRS). No se cambia nada más, y la ventana puede seguir abierta. Los intentos sin terminar aparecen sin
calificación y no tienen declaraciones. Para guardar un informe en PDF, usa la ventana: Historial, Guardar….

Ejemplos:
  quizapp learners
  quizapp export Ada --to ada.csv
  quizapp export Ada --to ada-questions.csv --questions
  quizapp export &quot;Ada Lovelace&quot; --to ada.json --search worcester
  quizapp export Ada --to statements.json --xapi
</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export.py"/>
        <source>Writes a learner&apos;s history to a file.</source>
        <translation>Escribe el historial de un estudiante en un archivo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export.py"/>
        <source>the name (see quizapp learners)</source>
        <translation>el nombre (mira quizapp learners)</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export.py"/>
        <source>a .csv or .json file; one is replaced</source>
        <translation>un archivo .csv o .json; si ya existe, se reemplaza</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export.py"/>
        <source>a row for each question, in a .csv</source>
        <translation>una fila por pregunta, en un .csv</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export.py"/>
        <source>statements of xAPI, in a .json</source>
        <translation>declaraciones de xAPI, en un .json</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export.py"/>
        <source>only banks with these words in their title</source>
        <translation>solo los bancos con estas palabras en el título</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export.py"/>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>say as JSON what was written</source>
        <translation>dice en JSON lo que se escribió</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export.py"/>
        <source>the FILE of --to ends with .csv or .json; a PDF report is saved in the window</source>
        <translation>el ARCHIVO de --to termina en .csv o .json; un informe en PDF se guarda desde la ventana</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export.py"/>
        <source>--questions is for a .csv; a .json has the questions anyway</source>
        <translation>--questions es para un .csv; un .json ya incluye las preguntas</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export.py"/>
        <source>--xapi is for a .json</source>
        <translation>--xapi es para un .json</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/export.py"/>
        <source>%n attempts of {name}: {file}</source>
        <translation>
            <numerusform>%n intento de {name}: {file}</numerusform>
            <numerusform>%n intentos de {name}: {file}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/export.py"/>
        <source>The banks of %n attempts cannot be read anymore; their marks are left empty.</source>
        <translation>
            <numerusform>Ya no se puede leer el banco de %n intento; su calificación queda vacía.</numerusform>
            <numerusform>Ya no se pueden leer los bancos de %n intentos; sus calificaciones quedan vacías.</numerusform>
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
        <translation>Escribe un banco como un archivo que otra herramienta puede leer. El texto va también, como descripción antes de las
preguntas. Lo que el formato no puede incluir se avisa y se guarda junto al archivo como NOMBRE.report.md. Si el ARCHIVO
ya existe, se reemplaza.

Formatos, según la terminación de ARCHIVO o con --as:
  moodle-xml   .xml     todos los tipos de preguntas menos seleccionar oraciones; las imágenes van también
  gift         .gift    opciones, verdadero o falso, respuestas escritas, números, relacionar, ensayos
  aiken        .aiken   preguntas con una sola opción correcta, y nada más

Ejemplos:
  quizapp list
  quizapp export-bank worcester-what-happened --to worcester.xml
  quizapp export-bank my-bank.yaml --to my-bank.txt --as gift
</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export_bank.py"/>
        <source>Writes a bank for Moodle and other tools.</source>
        <translation>Escribe un banco para Moodle y otras herramientas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export_bank.py"/>
        <source>a file, or the id of a bank (see quizapp list)</source>
        <translation>un archivo, o el id de un banco (mira quizapp list)</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export_bank.py"/>
        <source>the file to write</source>
        <translation>el archivo que se escribe</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export_bank.py"/>
        <source>the format: %(choices)s</source>
        <translation>el formato: %(choices)s</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export_bank.py"/>
        <source>the FILE of --to ends with one of {endings}; or name the format with --as</source>
        <translation>el ARCHIVO de --to termina en una de estas: {endings}; o indica el formato con --as</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export_bank.py"/>
        <location filename="../../quizapp/commands/import_.py"/>
        <source>What was lost: {file}</source>
        <translation>Lo que se perdió: {file}</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>With a CLASS, prints its gradebook, or writes it to a .csv, .xlsx or .json file. With --for, it is a table that Canvas
or Moodle imports; export the gradebook or the participants there first, and name that file with --roster.
With --of, shows one assignment: its learners, the answers of one learner, or all written answers, and changes what a
teacher changes: levels of a rubric, points, remarks. Each change is kept in the audit. Learners see their marks once
they are released: --release writes a file of feedback for each of them.
{about}
Examples:
  quizapp grades 7b
  quizapp grades 7b --to grades.xlsx
  quizapp grades 7b --for canvas --roster from-canvas.csv --to for-canvas.csv
  quizapp grades --of &quot;What happened&quot;
  quizapp grades --of &quot;What happened&quot; --written
  quizapp grades --of &quot;What happened&quot; --learner Ada --question essay --rate 2,1 --remark &quot;Well argued.&quot;
  quizapp grades --of &quot;What happened&quot; --learner Ada --question q3 --points 0.5 --reason &quot;Half of it was right.&quot;
  quizapp grades --of &quot;What happened&quot; --learner Ada --let-count 3f2a91c0 --reason &quot;The stick was lost.&quot;
  quizapp grades --of &quot;What happened&quot; --release --to /media/stick
</source>
        <translation>Con una CLASE, muestra su libro de calificaciones, o lo escribe en un archivo .csv, .xlsx o .json. Con --for, es una
tabla que Canvas o Moodle importan; antes, exporta allí el libro de calificaciones o los participantes, y nombra ese
archivo con --roster.
Con --of, muestra una tarea: sus estudiantes, las respuestas de un estudiante o todas las respuestas escritas, y cambia
lo que cambia un docente: niveles de una rúbrica, puntos, observaciones. Cada cambio queda en el registro de cambios. Los estudiantes ven
su calificación cuando se publica: --release escribe un archivo de comentarios para cada estudiante.
{about}
Ejemplos:
  quizapp grades 7b
  quizapp grades 7b --to grades.xlsx
  quizapp grades 7b --for canvas --roster from-canvas.csv --to for-canvas.csv
  quizapp grades --of &quot;What happened&quot;
  quizapp grades --of &quot;What happened&quot; --written
  quizapp grades --of &quot;What happened&quot; --learner Ada --question essay --rate 2,1 --remark &quot;Bien argumentado.&quot;
  quizapp grades --of &quot;What happened&quot; --learner Ada --question q3 --points 0.5 --reason &quot;La mitad era correcta.&quot;
  quizapp grades --of &quot;What happened&quot; --learner Ada --let-count 3f2a91c0 --reason &quot;Se perdió la memoria USB.&quot;
  quizapp grades --of &quot;What happened&quot; --release --to /media/stick
</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>Shows and changes grades, and releases them.</source>
        <translation>Muestra y cambia calificaciones, y las publica.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>a file for a gradebook, a folder for feedback</source>
        <translation>un archivo para un libro de calificaciones, una carpeta para los comentarios</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>points for this tool, into --to</source>
        <translation>puntos para esta herramienta, en --to</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>the gradebook or participants that it wrote (CSV)</source>
        <translation>el libro de calificaciones o los participantes que exportó (CSV)</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>list the written answers</source>
        <translation>muestra las respuestas escritas</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>this learner alone</source>
        <translation>solo este estudiante</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>the question that is changed</source>
        <translation>la pregunta que se cambia</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>LEVELS</source>
        <translation>NIVELES</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>the level of each criterion, counted from 0, such as 2,1</source>
        <translation>el nivel de cada criterio, contado desde 0, como 2,1</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>set the points; - leaves them to the marking again</source>
        <translation>pone los puntos; con - se vuelven a calcular</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>words to the answer, or to the whole without --question</source>
        <translation>una observación sobre la respuesta, o sobre todo lo entregado, sin --question</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>why points are set, or it counts; it is kept in the audit</source>
        <translation>por qué se ponen los puntos o por qué cuenta; queda en el registro de cambios</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>this submission counts, though it came in after the release</source>
        <translation>esta entrega cuenta, aunque llegó después de la publicación</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>let learners see their marks</source>
        <translation>permite que los estudiantes vean su calificación</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>name a CLASS, or an assignment with --of</source>
        <translation>indica una CLASE, o una tarea con --of</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>--for needs a CLASS, --roster and --to</source>
        <translation>--for necesita una CLASE, --roster y --to</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>--let-count needs a --reason</source>
        <translation>--let-count necesita un --reason</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>name an assignment with --of</source>
        <translation>indica una tarea con --of</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>name the --learner whose answer it is</source>
        <translation>indica con --learner de quién es la respuesta</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>name the --question</source>
        <translation>indica la pregunta con --question</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>--points needs a --reason</source>
        <translation>--points necesita un --reason</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/grades.py"/>
        <source>%n assignments</source>
        <translation>
            <numerusform>%n tarea</numerusform>
            <numerusform>%n tareas</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>Not in {file}, so left out: {names}</source>
        <translation>No están en {file} y se han omitido: {names}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/grades.py"/>
        <source>%n results wait for a rating and are left empty.</source>
        <translation>
            <numerusform>%n resultado está por valorar y queda vacío.</numerusform>
            <numerusform>%n resultados están por valorar y quedan vacíos.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>{earned} of {possible}</source>
        <translation>{earned} de {possible}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/grades.py"/>
        <source>%n answers to rate</source>
        <translation>
            <numerusform>%n respuesta por valorar</numerusform>
            <numerusform>%n respuestas por valorar</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>late</source>
        <translation>con retraso</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>by the learner’s clock: {when}; came in: {came}</source>
        <translation>según el reloj de quien entregó: {when}; llegó: {came}</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <location filename="../../quizapp/commands/remark.py"/>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>reopened</source>
        <translation>reabierto</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>released</source>
        <translation>publicado</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>Nothing has come in yet. To collect it, type: quizapp collect PLACE</source>
        <translation>Todavía no llegó nada. Para recoger las respuestas, escribe: quizapp collect LUGAR</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>no answer</source>
        <translation>sin respuesta</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>counts</source>
        <translation>cuenta</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>after the release, does not count</source>
        <translation>después de la publicación, no cuenta</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>does not count</source>
        <translation>no cuenta</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>number {number}, came in {when}: {counts}</source>
        <translation>número {number}, llegó el {when}: {counts}</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>There is no written answer.</source>
        <translation>No hay ninguna respuesta escrita.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>not rated</source>
        <translation>sin valorar</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>{name} has not handed in.</source>
        <translation>{name} no ha entregado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>Collect the answers first: quizapp collect PLACE</source>
        <translation>Primero recoge las respuestas: quizapp collect LUGAR</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>{name} wrote nothing there.</source>
        <translation>{name} no escribió nada ahí.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>List what was written with --written.</source>
        <translation>Mira la lista de lo que se escribió con --written.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>There is not one submission “{let_count}”.</source>
        <translation>No hay una única entrega “{let_count}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>Its id is shown with --of and --learner.</source>
        <translation>Su id se muestra con --of y --learner.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>“{text}” are no levels.</source>
        <translation>“{text}” no son niveles.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>Write one for each criterion, such as 2,1.</source>
        <translation>Escribe uno por cada criterio, como 2,1.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/grades.py"/>
        <source>These are %n levels.</source>
        <translation>
            <numerusform>Este es %n nivel.</numerusform>
            <numerusform>Estos son %n niveles.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>Write one for each criterion: {count} in all.</source>
        <translation>Escribe uno por cada criterio: {count} en total.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>Feedback: {file}</source>
        <translation>Comentarios: {file}</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>{name} answered on paper: print the feedback with quizapp print.</source>
        <translation>{name} respondió en papel: imprime los comentarios con quizapp print.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>{name} has a written answer that is not rated yet.</source>
        <translation>{name} tiene una respuesta escrita que aún no se ha valorado.</translation>
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
        <translation>Trae preguntas de otras herramientas: las convierte en bancos y escribe cada uno como ID.yaml en una carpeta, con sus
imágenes. El formato se reconoce por el contenido del archivo. Lo que no se pudo traer se avisa y se guarda junto a los
bancos como NOMBRE.report.md. Los bancos que ya existen solo se reemplazan con --force. Termina con 0 si todo salió
bien, y con 1 si algún archivo no se pudo importar.

Formatos:
  Moodle XML   en Moodle: Banco de preguntas, Exportar, Formato Moodle XML
  GIFT         texto sin formato: {~incorrecta =correcta}
  Aiken        texto sin formato: A) … B) … ANSWER: B

Un ARCHIVO puede ser una carpeta o un .zip con archivos de esos.

Ejemplos:
  quizapp import questions.xml --to my-banks
  quizapp import *.gift.txt --to my-banks --force
</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/import_.py"/>
        <source>Brings in questions of Moodle and other tools.</source>
        <translation>Trae preguntas de Moodle y otras herramientas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/import_.py"/>
        <source>a file, a .zip or a folder to import</source>
        <translation>un archivo, un .zip o una carpeta que se importa</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/learners.py"/>
        <source>Lists the learners who have given a name, with the number of their attempts. Nothing is changed.</source>
        <translation>Muestra los estudiantes que han dado un nombre, con su número de intentos. No se cambia nada.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/learners.py"/>
        <source>Lists the learners.</source>
        <translation>Muestra los estudiantes.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/learners.py"/>
        <source>Nobody has entered a name yet.</source>
        <translation>Todavía nadie ha dado un nombre.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/learners.py"/>
        <source>%n attempts</source>
        <translation>
            <numerusform>%n intento</numerusform>
            <numerusform>%n intentos</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/list_banks.py"/>
        <source>Lists the banks by passage. Banks with mistakes come last, with a list of the mistakes.
A bank that is there in several languages is listed once.
</source>
        <translation>Muestra los bancos por texto. Los bancos con errores van al final, con la lista de sus errores.
Un banco que está en varios idiomas aparece una sola vez.
</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/list_banks.py"/>
        <source>Lists the banks of the library.</source>
        <translation>Muestra los bancos de la biblioteca.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/list_banks.py"/>
        <source>the language of banks that are there in several; yours if left out, such as en or es</source>
        <translation>el idioma de los bancos que están en varios, como en o es; si no se da, el tuyo</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/list_banks.py"/>
        <source>There are no banks.</source>
        <translation>No hay bancos.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/list_banks.py"/>
        <source>%n words</source>
        <translation>
            <numerusform>%n palabra</numerusform>
            <numerusform>%n palabras</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/list_banks.py"/>
        <source>also in: {languages}</source>
        <translation>también en: {languages}</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/list_banks.py"/>
        <source>With mistakes</source>
        <translation>Con errores</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>positional arguments</source>
        <translation>argumentos</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>options</source>
        <translation>opciones</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>show this help message and exit</source>
        <translation>muestra esta ayuda y termina</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>%(prog)s: error: %(message)s
</source>
        <translation>%(prog)s: error: %(message)s
</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>argument %(argument_name)s: %(message)s</source>
        <translation>argumento %(argument_name)s: %(message)s</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>the following arguments are required: %s</source>
        <translation>faltan estos argumentos: %s</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>one of the arguments %s is required</source>
        <translation>hace falta uno de los argumentos %s</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>not allowed with argument %s</source>
        <translation>no se puede usar junto con el argumento %s</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>unrecognized arguments: %s</source>
        <translation>argumentos desconocidos: %s</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>expected one argument</source>
        <translation>se esperaba un argumento</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>expected at most one argument</source>
        <translation>se esperaba como máximo un argumento</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>expected at least one argument</source>
        <translation>se esperaba al menos un argumento</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>ignored explicit argument %r</source>
        <translation>no se usa el valor explícito %r</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>invalid %(type)s value: %(value)r</source>
        <translation>valor no válido para %(type)s: %(value)r</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>invalid choice: %(value)r (choose from %(choices)s)</source>
        <translation>opción no válida: %(value)r (elige entre %(choices)s)</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>invalid choice: %(value)r, maybe you meant %(suggestion)r? (choose from %(choices)s)</source>
        <translation>opción no válida: %(value)r, ¿quisiste decir %(suggestion)r? (elige entre %(choices)s)</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>expected %s arguments</source>
        <translation>se esperaban %s argumentos</translation>
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
        <translation>Crea un PDF de una tarea para imprimir: el texto con párrafos y líneas numerados, y las preguntas en una forma que se
puede responder con lápiz. Hay hasta cuatro versiones, de la A a la D, cada una con su propio orden, que es el mismo en
cada impresión. Con --key, la clave de respuestas de estas versiones para el docente; indica las líneas de las hojas que
tienen el mismo --paper. Lo que se respondió en papel se escribe en el escritorio, en su página Papel.

--feedback y --all dan calificación, clave y observaciones a quienes respondieron en papel, y las publican. Si ARCHIVO
es una carpeta, cada estudiante tiene ahí su propio archivo. Con --class, los nombres de una clase en una lista.
{about}
Ejemplos:
  quizapp print &quot;What happened&quot; --to sheets.pdf --versions A-D
  quizapp print &quot;What happened&quot; --to key.pdf --versions A-D --key
  quizapp print &quot;What happened&quot; --to ada.pdf --feedback Ada --paper Letter
  quizapp print &quot;What happened&quot; --to feedback/ --all
  quizapp print --class 7b --to names.pdf
</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>Makes PDF files of an assignment.</source>
        <translation>Crea archivos PDF de una tarea.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>its title or id (see quizapp assign)</source>
        <translation>su título o id (mira quizapp assign)</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>a .pdf file; one is replaced</source>
        <translation>un archivo .pdf; si ya existe, se reemplaza</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>LETTERS</source>
        <translation>LETRAS</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>such as A-D or AC; A if not given</source>
        <translation>como A-D o AC; si no se da, A</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>the one of your country if not given</source>
        <translation>si no se da, el de tu país</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>the answer key in place of the sheets</source>
        <translation>la clave de respuestas en lugar de las hojas</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>the marks of one learner</source>
        <translation>la calificación de un estudiante</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>the marks of all who have handed in</source>
        <translation>las calificaciones de quienes han entregado</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>the names of a class</source>
        <translation>los nombres de una clase</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>name an ASSIGNMENT, or a class with --class</source>
        <translation>indica una TAREA, o una clase con --class</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>the FILE of --to ends with .pdf</source>
        <translation>el ARCHIVO de --to termina en .pdf</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>Print this file: {file}</source>
        <translation>Imprime este archivo: {file}</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>“{text}” are no versions.</source>
        <translation>“{text}” no son versiones.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>Write letters from A to D, such as AC or A-D.</source>
        <translation>Escribe letras de la A a la D, como AC o A-D.</translation>
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
        <translation>Muestra qué le haría a las calificaciones un cambio de clave: a quién le cambian, y de qué a qué. Con --yes se hace. Sin
un cambio, muestra el registro de cambios de la tarea; --undo anula una de sus entradas, como lo hace --yes, y eso
también se puede anular. RESPUESTA se escribe como en un archivo de respuestas (mira quizapp take --help): B,
[A, C], o {{1: bosque}}.
{about}
Ejemplos:
  quizapp remark &quot;What happened&quot;
  quizapp remark &quot;What happened&quot; --question q3 --key B --reason &quot;La clave estaba mal.&quot;
  quizapp remark &quot;What happened&quot; --question q3 --key B --reason &quot;La clave estaba mal.&quot; --yes
  quizapp remark &quot;What happened&quot; --question q4 --leave-out --reason &quot;Se puede entender de dos maneras.&quot; --yes
  quizapp remark &quot;What happened&quot; --undo 12 --reason &quot;Al final sí era correcta.&quot; --yes
</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>collected</source>
        <translation>recogido</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>submission allowed</source>
        <translation>entrega permitida</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>signer decided</source>
        <translation>decisión sobre quién entregó</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>answer rated</source>
        <translation>respuesta valorada</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>remarked</source>
        <translation>observación escrita</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>points set</source>
        <translation>puntos puestos</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>mended</source>
        <translation>pregunta corregida</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>entry undone</source>
        <translation>entrada anulada</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>learner deleted</source>
        <translation>estudiante eliminado</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>Mends a key, and computes marks anew.</source>
        <translation>Corrige una clave y calcula de nuevo las calificaciones.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>the question that is mended</source>
        <translation>la pregunta que se corrige</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>ANSWER</source>
        <translation>RESPUESTA</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>this is right, in the place of what was right so far</source>
        <translation>esto es lo correcto, en lugar de lo que era correcto hasta ahora</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>this is right too</source>
        <translation>esto también es correcto</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>everybody has all points</source>
        <translation>todo el grupo recibe todos los puntos</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>it counts for nobody</source>
        <translation>no cuenta para nadie</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>it is worth so many points</source>
        <translation>vale esta cantidad de puntos</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>NUMBER</source>
        <translation>NÚMERO</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>take back an entry of the audit</source>
        <translation>anula una entrada del registro de cambios</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>do it; without, it is only shown</source>
        <translation>lo hace; sin esta opción, solo se muestra</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>say how it is mended: --key, --accept, --full-marks, --leave-out or --points</source>
        <translation>indica cómo se corrige: --key, --accept, --full-marks, --leave-out o --points</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>say why, with --reason</source>
        <translation>di por qué, con --reason</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>Nothing has come in, and nothing was changed yet.</source>
        <translation>No llegó nada, y todavía no se cambió nada.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>(no time)</source>
        <translation>(sin hora)</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source> (taken back)</source>
        <translation> (anulado)</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>The right answer is: {answer}</source>
        <translation>La respuesta correcta es: {answer}</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>Also right: {answer}</source>
        <translation>También es correcta: {answer}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/remark.py"/>
        <source>{count} of %n learners changed.</source>
        <translation>
            <numerusform>Cambió la calificación de {count} de %n estudiante.</numerusform>
            <numerusform>Cambió la calificación de {count} de %n estudiantes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/remark.py"/>
        <source>{count} of %n learners would change. Do it with --yes.</source>
        <translation>
            <numerusform>Cambiaría la calificación de {count} de %n estudiante. Hazlo con --yes.</numerusform>
            <numerusform>Cambiaría la calificación de {count} de %n estudiantes. Hazlo con --yes.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/schema.py"/>
        <source>Prints the JSON Schema of banks, by which editors such as VS Code complete field names and mark mistakes while you
type. Write it beside your banks, and begin each of them with the line

  # yaml-language-server: $schema=bank.schema.json

The check knows more than the schema: quizapp check also looks into the passage.

Examples:
  quizapp schema --to my-banks/bank.schema.json
  quizapp schema
</source>
        <translation>Muestra el esquema JSON de los bancos. Con él, editores como VS Code completan los nombres de los campos y marcan los
errores mientras escribes. Guárdalo junto a tus bancos y empieza cada uno con la línea

  # yaml-language-server: $schema=bank.schema.json

La revisión sabe más que el esquema: quizapp check también mira el texto.

Ejemplos:
  quizapp schema --to my-banks/bank.schema.json
  quizapp schema
</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/schema.py"/>
        <source>Gives your text editor the JSON Schema of banks.</source>
        <translation>Da a tu editor de texto el esquema JSON de los bancos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/schema.py"/>
        <source>the file to write; printed if not given</source>
        <translation>el archivo que se escribe; sin él, se muestra en pantalla</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/schema.py"/>
        <source>Written: {file}</source>
        <translation>Escrito: {file}</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/shared.py"/>
        <source>keep all your data in this folder</source>
        <translation>guarda todos tus datos en esta carpeta</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/shared.py"/>
        <source>LANGUAGE</source>
        <translation>IDIOMA</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/shared.py"/>
        <source>the language: en, es or pt_BR; the system&apos;s if not given</source>
        <translation>el idioma: en, es o pt_BR; si no se da, el del sistema</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/shared.py"/>
        <source>print it as JSON</source>
        <translation>lo muestra en JSON</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/shared.py"/>
        <source>TAG</source>
        <translation>ETIQUETA</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/shared.py"/>
        <source>there is no home folder for “{text}”</source>
        <translation>no hay una carpeta personal para “{text}”</translation>
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
        <translation>Hace un banco en la terminal: primero el texto, después las preguntas. Después de cada respuesta ves qué es correcto,
por qué, y en qué lugar del texto está. Escribe h para pedir una pista. Una prueba con límite de tiempo termina cuando
se acaba el tiempo.

Con --tries, puedes volver a intentarlo si una respuesta es incorrecta; cada intento extra cuesta un tercio de los
puntos. Con --certainty, indicas tu seguridad: cuanto mayor sea, más ganas si aciertas y más pierdes si te equivocas.

Con --answers, no se pregunta nada: las respuestas se leen de un archivo YAML y se califican. El archivo nombra las
preguntas por sus ids; las letras siguen el orden del archivo del banco, igual que en los resultados:

  why-pounds: A              # single_choice
  what-is-said: [A, B]       # multiple_choice
  vote: &quot;true&quot;               # true_false: true, false o not_stated
  sort-acts: {A: Marta}      # categorize
  sequence: [B, A, C, D]     # ordering, del primero al último
  who: Marta                 # short_answer

Ejemplos:
  quizapp take worcester-what-happened
  quizapp take my-bank.yaml --test
  quizapp take my-bank.yaml --tries 3
  quizapp take worcester-what-happened --bank-language es
  quizapp take my-bank.yaml --level easier
  quizapp take my-bank.yaml --answers answers.yaml --json
</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>Takes a bank in the terminal.</source>
        <translation>Hace un banco en la terminal.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>the id of a bank in the library, or a file</source>
        <translation>el id de un banco de la biblioteca, o un archivo</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>print the results as JSON; questions go to stderr</source>
        <translation>muestra los resultados en JSON; las preguntas van a stderr</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>take the bank in this language, if it is translated, such as en or es</source>
        <translation>hace el banco en este idioma, si está traducido, como en o es</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>show no results before the end</source>
        <translation>no muestra resultados antes del final</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>in practice: allow N tries for each question, from 1 to 9</source>
        <translation>en la práctica: permite N intentos por pregunta, de 1 a 9</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>say after each answer how sure you are</source>
        <translation>después de cada respuesta, indicas tu seguridad</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>read the passage at this level, by its id or name</source>
        <translation>lee el texto en este nivel, por su id o su nombre</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>always shuffle in the same way</source>
        <translation>mezcla siempre de la misma manera</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>mark the answers in this file, and ask nothing</source>
        <translation>califica las respuestas de este archivo, y no pregunta nada</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>--tries is for practice: a test shows no results before the end</source>
        <translation>--tries es para la práctica: una prueba no muestra resultados antes del final</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>--certainty asks you something, but with --answers nothing is asked</source>
        <translation>--certainty te pregunta algo, pero con --answers no se pregunta nada</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>--seed is for shuffling, but with --answers nothing is shuffled</source>
        <translation>--seed es para mezclar, pero con --answers no se mezcla nada</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>“{text}” is not a number from 1 to 9</source>
        <translation>“{text}” no es un número de 1 a 9</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>“{title}” has no level “{name}”.</source>
        <translation>“{title}” no tiene un nivel “{name}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>“{title}” has one level only.</source>
        <translation>“{title}” tiene un solo nivel.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>The author of “{title}” lets nobody change the level.</source>
        <translation>Quien escribió “{title}” no permite cambiar el nivel.</translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/gaps.py"/>
        <source>Gap {number}</source>
        <translation>Espacio {number}</translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/gaps.py"/>
        <source>Gap {number}, after “{words}”</source>
        <translation>Espacio {number}, después de “{words}”</translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/gaps.py"/>
        <source>Gap {number}, before “{words}”</source>
        <translation>Espacio {number}, antes de “{words}”</translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/gaps.py"/>
        <source>a map of gaps&apos; numbers to what goes into them, such as {1: …, 2: …}</source>
        <translation>los números de los espacios con lo que va en ellos, como {1: …, 2: …}</translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/gaps.py"/>
        <source>the number of a gap, from 1 to {last}, each once</source>
        <translation>el número de un espacio, de 1 a {last}, cada uno una vez</translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/level.py"/>
        <location filename="../../quizapp/gui/library/level_button.py"/>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Standard</source>
        <translation>Estándar</translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/option.py"/>
        <source>a letter from {first} to {last}, or the text of an option</source>
        <translation>una letra de {first} a {last}, o el texto de una opción</translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/option.py"/>
        <source>a list of letters, such as [A, C]</source>
        <translation>una lista de letras, como [A, C]</translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/pairs.py"/>
        <source>a map of the letters of {parts} to {values}, such as {example}</source>
        <translation>las letras de {parts} con {values}, como {example}</translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/pairs.py"/>
        <location filename="../../quizapp/question_types/true_false.py"/>
        <source>one of: {choices}</source>
        <translation>uno de estos valores: {choices}</translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/question.py"/>
        <source>above 0 and up to 1000</source>
        <translation>mayor que 0 y de 1000 como máximo</translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/question.py"/>
        <source>from 0 to 1000</source>
        <translation>de 0 a 1000</translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/question.py"/>
        <source>from 0 to 1</source>
        <translation>de 0 a 1</translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/text.py"/>
        <source>one has an invisible character, {character}</source>
        <translation>uno tiene un carácter invisible, {character}</translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/text.py"/>
        <source>their accents are stored in two ways</source>
        <translation>sus acentos están guardados de dos maneras</translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/text.py"/>
        <source>where one has {one}, the other has {other}</source>
        <translation>donde uno tiene {one}, el otro tiene {other}</translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/typed_answer.py"/>
        <source>above 0 and up to 1</source>
        <translation>mayor que 0 y de 1 como máximo</translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/typed_answer.py"/>
        <location filename="../../quizapp/question_types/open_response.py"/>
        <source>a text</source>
        <translation>un texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>No such file or directory</source>
        <translation>no existe el archivo o la carpeta</translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>Permission denied</source>
        <translation>no tienes permiso</translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>Operation not permitted</source>
        <translation>la operación no está permitida</translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>No space left on device</source>
        <translation>no queda espacio en el disco</translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>Disk quota exceeded</source>
        <translation>se superó la cuota del disco</translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>Read-only file system</source>
        <translation>el sistema de archivos es de solo lectura</translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>Not a directory</source>
        <translation>no es una carpeta</translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>Is a directory</source>
        <translation>es una carpeta</translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>File exists</source>
        <translation>el archivo ya existe</translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>Directory not empty</source>
        <translation>la carpeta no está vacía</translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>File name too long</source>
        <translation>el nombre del archivo es demasiado largo</translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>File too large</source>
        <translation>el archivo es demasiado grande</translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>Input/output error</source>
        <translation>error de entrada o salida</translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>Device or resource busy</source>
        <translation>el dispositivo está ocupado</translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>Too many open files</source>
        <translation>hay demasiados archivos abiertos</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>an assignment</source>
        <translation>una tarea</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <location filename="../../quizapp/formats/feedback_file.py"/>
        <location filename="../../quizapp/formats/reopening_file.py"/>
        <location filename="../../quizapp/services/assignment_feedback.py"/>
        <source>Ask your teacher for it again.</source>
        <translation>Pídelo otra vez a tu docente.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>This cannot be an assignment: {reason}.</source>
        <translation>Esto no puede ser una tarea: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>Change that, and try again.</source>
        <translation>Cámbialo, y vuelve a intentarlo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>its id or its time is none</source>
        <translation>su id o su hora no son válidos</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>its title is empty, or has more than {most} characters or one that is not allowed</source>
        <translation>su título está vacío, o tiene más de {most} caracteres o alguno no permitido</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>the name of its class has more than {most} characters or one that is not allowed</source>
        <translation>el nombre de su clase tiene más de {most} caracteres o alguno no permitido</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>it has no text, or more than {most}</source>
        <translation>no tiene ningún texto, o tiene más de {most}</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>its order is not that of its questions</source>
        <translation>su orden no es el de sus preguntas</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>A test shows no marks while it is taken: show them after handing in, or when you release them.</source>
        <translation>Una prueba no muestra calificaciones mientras se hace: muéstralas después de la entrega, o cuando las publiques.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>The number of tries is from 1 to {most}.</source>
        <translation>El número de intentos va de 1 a {most}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>Several tries need marks that are shown at once.</source>
        <translation>Varios intentos necesitan que la calificación se muestre enseguida.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>Certainty is asked with one try: choose one of the two.</source>
        <translation>La seguridad se pide con un solo intento: elige una de las dos cosas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>The time limit is at most {most} minutes; 0 for none.</source>
        <translation>El límite de tiempo es de {most} minutos como máximo; 0 para no poner ninguno.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>its level is none</source>
        <translation>su nivel no es válido</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>its date or its tools are none</source>
        <translation>su fecha o sus herramientas no son válidas</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>its class has more than {most} learners, or one of them twice</source>
        <translation>su clase tiene más de {most} estudiantes, o alguien aparece dos veces</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>a name has more than {most} characters or one that is not allowed</source>
        <translation>un nombre tiene más de {most} caracteres o alguno no permitido</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>the time or the size of text of {name} is none of those known</source>
        <translation>el tiempo o el tamaño de texto de {name} no es ninguno de los conocidos</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>the reading level, the theme or the font of {name} is none</source>
        <translation>el nivel de lectura, el tema o el tipo de letra de {name} no es válido</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/bank_header.py"/>
        <location filename="../../quizapp/question_types/highlight_words.py"/>
        <source>from 1 to {most}</source>
        <translation>de 1 a {most}</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/bank_header.py"/>
        <location filename="../../quizapp/question_types/open_response.py"/>
        <source>from 0 to 100</source>
        <translation>de 0 a 100</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/bank_header.py"/>
        <source>level {number}</source>
        <translation>nivel {number}</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/bank_record.py"/>
        <source>a bank</source>
        <translation>un banco</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/bank_record.py"/>
        <source>Ask your teacher for the assignment again.</source>
        <translation>Pide otra vez la tarea a tu docente.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <source>This file is empty.</source>
        <translation>Este archivo está vacío.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <source>This file is larger than {most}.</source>
        <translation>Este archivo ocupa más de {most}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <source>This file is not {called} of Quizapp.</source>
        <translation>Este archivo no es {called} de Quizapp.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <location filename="../../quizapp/storage/backup.py"/>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>Choose another file.</source>
        <translation>Elige otro archivo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>This file was written by a newer version of Quizapp.</source>
        <translation>Una versión más nueva de Quizapp escribió este archivo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <location filename="../../quizapp/services/desk/grading.py"/>
        <location filename="../../quizapp/storage/desk/records.py"/>
        <location filename="../../quizapp/storage/events.py"/>
        <source>Use the newest version of Quizapp.</source>
        <translation>Usa la versión más nueva de Quizapp.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <source>This file is damaged, or only part of it is here.</source>
        <translation>Este archivo está dañado, o aquí hay solo una parte.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <source>Copy it again. If that does not help: {what_to_do}</source>
        <translation>Cópialo otra vez. Si eso no ayuda: {what_to_do}</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <source>it is not there anymore</source>
        <translation>ya no está ahí</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <source>it is a folder</source>
        <translation>es una carpeta</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>it is not an ordinary file</source>
        <translation>no es un archivo común</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <source>you may not read it</source>
        <translation>no tienes permiso para leerlo</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <source>it is larger than {most} MB</source>
        <translation>ocupa más de {most} MB</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <source>the disk did not give it</source>
        <translation>el disco no lo entregó</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <source>{file} cannot be read: {why}.</source>
        <translation>No se puede leer {file}: {why}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/feedback_file.py"/>
        <source>a file of feedback</source>
        <translation>un archivo de comentarios</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/feedback_file.py"/>
        <source>This feedback is for somebody else, or for another computer.</source>
        <translation>Estos comentarios son para otra persona o para otra computadora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/feedback_file.py"/>
        <source>Open it where the answers were handed in, by the same learner.</source>
        <translation>Ábrelos donde se entregaron las respuestas, con el mismo estudiante.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/feedback_file.py"/>
        <source>This feedback is not from the teacher who handed out the assignment.</source>
        <translation>Estos comentarios no son de quien repartió la tarea.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>a GIF image</source>
        <translation>una imagen GIF</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>a BMP image</source>
        <translation>una imagen BMP</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>a TIFF image</source>
        <translation>una imagen TIFF</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>a PDF document</source>
        <translation>un documento PDF</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>an icon</source>
        <translation>un ícono</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>a JPEG XL image</source>
        <translation>una imagen JPEG XL</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>a JPEG 2000 image</source>
        <translation>una imagen JPEG 2000</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>a Photoshop image</source>
        <translation>una imagen de Photoshop</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>a document or an archive</source>
        <translation>un documento o un archivo comprimido</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>an AVIF image</source>
        <translation>una imagen AVIF</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>a HEIC image</source>
        <translation>una imagen HEIC</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>an SVG drawing</source>
        <translation>un dibujo SVG</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>a web page</source>
        <translation>una página web</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>something else</source>
        <translation>otra cosa</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/formats/native.py"/>
        <source>{lines} and %n more</source>
        <translation>
            <numerusform>{lines} y %n más</numerusform>
            <numerusform>{lines} y %n más</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/onestopqa.py"/>
        <source>question {number}</source>
        <translation>pregunta {number}</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/onestopqa.py"/>
        <source>option c of question {number}</source>
        <translation>opción c de la pregunta {number}</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/question_reading.py"/>
        <location filename="../../quizapp/problems.py"/>
        <source>question {id}</source>
        <translation>pregunta {id}</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/reopening_file.py"/>
        <source>a reopening</source>
        <translation>una reapertura</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/reopening_file.py"/>
        <source>This reopening is not from the teacher who handed out the assignment.</source>
        <translation>Esta reapertura no es de quien repartió la tarea.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/responses.py"/>
        <source>an answer</source>
        <translation>una respuesta</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/responses.py"/>
        <source>“{text}” is not an answer to this question.</source>
        <translation>“{text}” no es una respuesta a esta pregunta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/responses.py"/>
        <source>Write {expected}, as in an answers file.</source>
        <translation>Escribe {expected}, como en un archivo de respuestas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/submission_file.py"/>
        <source>a file of answers</source>
        <translation>un archivo de respuestas</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/submission_file.py"/>
        <source>Let the learner hand in again.</source>
        <translation>Pide al estudiante que entregue otra vez.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/submission_file.py"/>
        <source>This file of answers is not for this desk.</source>
        <translation>Este archivo de respuestas no es para este escritorio.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/submission_file.py"/>
        <source>Collect it at the desk that handed out the assignment.</source>
        <translation>Recógelo en el escritorio que repartió la tarea.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/submission_file.py"/>
        <source>This file of answers was changed after it was written.</source>
        <translation>Este archivo de respuestas se cambió después de escribirse.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/choice_view.py"/>
        <location filename="../../quizapp/gui/answers/inline_choice.py"/>
        <location filename="../../quizapp/gui/answers/parts/pill_row.py"/>
        <source>Tried, not right</source>
        <translation>Ya la probaste, no es correcta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/parts/outcome.py"/>
        <source>Your answer, right</source>
        <translation>Tu respuesta, correcta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/parts/outcome.py"/>
        <source>Your answer, partly right</source>
        <translation>Tu respuesta, correcta en parte</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/parts/outcome.py"/>
        <source>Your answer, wrong</source>
        <translation>Tu respuesta, incorrecta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/parts/outcome.py"/>
        <source>Right answer, not chosen</source>
        <translation>Respuesta correcta, sin elegir</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/two_part.py"/>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>Partly correct</source>
        <translation>Correcta en parte</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/two_part.py"/>
        <location filename="../../quizapp/reports/words.py"/>
        <source>{earned} of {possible} points</source>
        <translation>{earned} de {possible} puntos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>About this assignment</source>
        <translation>Sobre esta tarea</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Your work</source>
        <translation>Tu trabajo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <location filename="../../quizapp/gui/paper/attempt_paper.py"/>
        <location filename="../../quizapp/gui/paper/sheet_paper.py"/>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>Questions</source>
        <translation>Preguntas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collecting.py"/>
        <source>{folder} is no longer there, so it is not watched now.</source>
        <translation>{folder} ya no está ahí, así que ahora no se vigila.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collecting.py"/>
        <source>Plug the stick in again, or choose another folder.</source>
        <translation>Conecta otra vez la memoria USB, o elige otra carpeta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Collect</source>
        <translation>Recoger</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/figures.py"/>
        <source>{percent} % ({low} to {high} %)</source>
        <translation>{percent} % ({low} a {high} %)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_model.py"/>
        <source>{earned} / {possible}</source>
        <translation>{earned} / {possible}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_table.py"/>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>Gradebook</source>
        <translation>Libro de calificaciones</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <location filename="../../quizapp/reports/words.py"/>
        <source>There is no answer yet.</source>
        <translation>Todavía no hay respuesta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Answer the question as it is right.</source>
        <translation>Responde la pregunta como es correcto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <location filename="../../quizapp/gui/paper/key_paper.py"/>
        <source>Question</source>
        <translation>Pregunta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Type</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <location filename="../../quizapp/reports/history_report.py"/>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>Skill</source>
        <translation>Habilidad</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>Right</source>
        <translation>Correctas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>{title} · all {count}</source>
        <translation>{title} · todas ({count})</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/release_words.py"/>
        <source>Written answers are not rated yet: {names}.</source>
        <translation>Aún sin valorar sus respuestas escritas: {names}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/release_words.py"/>
        <source>Not handed in yet: {names}.</source>
        <translation>Todavía sin entregar: {names}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/release_words.py"/>
        <source>Not released, as they answered on paper: {names}. Release these again, with PDF.</source>
        <translation>Sin publicar, porque respondieron en papel: {names}. Publica de nuevo para ellos, con PDF.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/release_words.py"/>
        <source>{names} and {count} more</source>
        <translation>{names} y {count} más</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/edited_bank.py"/>
        <source>{file} can’t be read.</source>
        <translation>No se puede leer {file}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/edited_bank.py"/>
        <source>Choose another image.</source>
        <translation>Elige otra imagen.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What learners do.</source>
        <translation>Lo que hacen los estudiantes.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Short name</source>
        <translation>Nombre corto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Lowercase letters, digits, hyphens.</source>
        <translation>Minúsculas, cifras, guiones.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What you ask. Put *stars* around words to stress them.</source>
        <translation>Lo que preguntas. Pon *asteriscos* alrededor de las palabras que quieras destacar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>Image</source>
        <translation>Imagen</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>A PNG, JPEG or WebP file. Drop it here, or choose it.</source>
        <translation>Un archivo PNG, JPEG o WebP. Suéltalo aquí, o elígelo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Results are added up for each skill.</source>
        <translation>Los resultados se suman por cada habilidad.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <location filename="../../quizapp/gui/paper/sheet_paper.py"/>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>Points</source>
        <translation>Puntos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What a fully right answer earns. 1 if you leave it empty.</source>
        <translation>Lo que gana una respuesta del todo correcta. 1 si lo dejas vacío.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Weight</source>
        <translation>Peso</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>How much the question counts in the total. 1 if you leave it empty.</source>
        <translation>Cuánto cuenta la pregunta en el total. 1 si lo dejas vacío.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Evidence</source>
        <translation>Evidencia</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>The words of the passage that show the right answer.</source>
        <translation>Las palabras del texto que muestran la respuesta correcta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Explanation</source>
        <translation>Explicación</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Why the right answer is right. Learners see it afterwards.</source>
        <translation>Por qué la respuesta correcta es correcta. Los estudiantes lo ven después.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Hints</source>
        <translation>Pistas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Shown one at a time to learners who ask for help in practice.</source>
        <translation>Se muestran una por una a quienes piden ayuda en la práctica.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Points of your syllabus</source>
        <translation>Puntos de tu programa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Your own codes, with commas between them, such as F05, F06.</source>
        <translation>Tus propios códigos, separados por comas, como F05, F06.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Shuffle for each learner</source>
        <translation>Mezclar para cada estudiante</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Turn it off to keep your order.</source>
        <translation>Desactívalo para conservar tu orden.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Advice to ignore</source>
        <translation>Consejos que se pasan por alto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Advice of the check that does not fit this question, and why.</source>
        <translation>Consejos de la revisión que no convienen a esta pregunta, y por qué.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Options</source>
        <translation>Opciones</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Mark the right answer. Each wrong one should tempt for a reason.</source>
        <translation>Marca la respuesta correcta. Cada incorrecta debe tentar por una razón.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Mark all the right answers. Each wrong one should tempt for a reason.</source>
        <translation>Marca todas las respuestas correctas. Cada incorrecta debe tentar por una razón.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What learners read.</source>
        <translation>Lo que leen los estudiantes.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What an answer at this level does.</source>
        <translation>Lo que hace una respuesta de este nivel.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What learners type.</source>
        <translation>Lo que escriben los estudiantes.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Words of the sentence.</source>
        <translation>Palabras de la oración.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <location filename="../../quizapp/gui/paper/key_paper.py"/>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Right answer</source>
        <translation>Respuesta correcta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>This is the answer that earns the points.</source>
        <translation>Esta es la respuesta que gana los puntos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Kind of mistake</source>
        <translation>Tipo de error</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Why a learner may choose this.</source>
        <translation>Por qué alguien puede elegir esto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>Feedback</source>
        <translation>Comentario</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What you say to learners who give this answer.</source>
        <translation>Lo que dices a quienes dan esta respuesta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What you say to learners who don’t get this right.</source>
        <translation>Lo que dices a quienes no aciertan esto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What you say to learners who put this elsewhere.</source>
        <translation>Lo que dices a quienes ponen esto en otro lugar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What you say to learners who miss these words.</source>
        <translation>Lo que dices a quienes pasan por alto estas palabras.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Keep its place</source>
        <translation>Mantener en su lugar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>It stays where it is when the others are shuffled.</source>
        <translation>Se queda donde está cuando se mezclan las demás.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>How it is marked</source>
        <translation>Cómo se califica</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What an answer that is partly right earns.</source>
        <translation>Lo que gana una respuesta correcta en parte.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Statement</source>
        <translation>Afirmación</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Learners decide whether it is true by the passage.</source>
        <translation>Los estudiantes deciden si es verdadera según el texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>The statement is</source>
        <translation>La afirmación es</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>The right answer.</source>
        <translation>La respuesta correcta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Offer “The passage does not say”</source>
        <translation>Ofrecer “El texto no lo dice”</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>A third answer to choose from.</source>
        <translation>Una tercera respuesta para elegir.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Notes on the answers</source>
        <translation>Notas sobre las respuestas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Feedback for each answer, and the kind of mistake.</source>
        <translation>El comentario para cada respuesta, y el tipo de error.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Those who answer “{answer}”</source>
        <translation>Quienes responden “{answer}”</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What you say to them.</source>
        <translation>Lo que les dices.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Columns</source>
        <translation>Columnas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What learners choose from in each row: two to six.</source>
        <translation>Lo que se puede elegir en cada fila: de dos a seis.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Rows</source>
        <translation>Filas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Each is a claim, with the column that is right for it.</source>
        <translation>Cada una es una afirmación, con la columna que le corresponde.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Right column</source>
        <translation>Columna correcta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>The column that is right for this row.</source>
        <translation>La columna correcta para esta fila.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Categories</source>
        <translation>Categorías</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>The groups to sort into: two to six.</source>
        <translation>Los grupos en que se clasifica: de dos a seis.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Statements</source>
        <translation>Afirmaciones</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Each belongs to one category.</source>
        <translation>Cada una pertenece a una categoría.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Category</source>
        <translation>Categoría</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Where this statement belongs.</source>
        <translation>Donde va esta afirmación.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Beginnings</source>
        <translation>Comienzos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Each has one option that belongs to it.</source>
        <translation>Cada uno tiene una opción que le corresponde.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Options to match</source>
        <translation>Opciones para emparejar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>More than there are beginnings makes guessing harder.</source>
        <translation>Si hay más que comienzos, es más difícil adivinar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Belongs to</source>
        <translation>Va con</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>The right option for this.</source>
        <translation>La opción correcta para esto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>An option can be used again</source>
        <translation>Una opción se puede usar otra vez</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Otherwise each option belongs to one beginning at most.</source>
        <translation>Si no, cada opción va con un comienzo como máximo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Items</source>
        <translation>Elementos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Write them in the right order. Learners see them shuffled.</source>
        <translation>Escríbelos en el orden correcto. Los estudiantes los ven mezclados.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Right answers</source>
        <translation>Respuestas correctas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Everything that counts as right, one in each row.</source>
        <translation>Todo lo que cuenta como correcto, una en cada fila.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Share of the points</source>
        <translation>Parte de los puntos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>From 0 to 1, such as 0.5 for half. 1 if you leave it empty.</source>
        <translation>De 0 a 1, como 0.5 para la mitad. 1 si lo dejas vacío.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Wrong answers that you expect</source>
        <translation>Respuestas incorrectas que esperas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>They get feedback of their own.</source>
        <translation>Tienen su propio comentario.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Small differences</source>
        <translation>Diferencias pequeñas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What makes no difference in a typed answer.</source>
        <translation>Lo que no importa en una respuesta escrita.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Ignore capital letters</source>
        <translation>Ignorar las mayúsculas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Marta and marta are the same.</source>
        <translation>Marta y marta son lo mismo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Ignore accents</source>
        <translation>Ignorar los acentos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Café and cafe are the same.</source>
        <translation>Café y cafe son lo mismo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Ignore punctuation</source>
        <translation>Ignorar la puntuación</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Yes! and yes are the same.</source>
        <translation>¡Sí! y sí son lo mismo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Typing slips</source>
        <translation>Errores de tecleo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>How many wrong letters are forgiven in a long word.</source>
        <translation>Cuántas letras equivocadas se perdonan en una palabra larga.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>A number such as 11 or $85, or a date such as 1974-05-08.</source>
        <translation>Un número, como 11 o $85, o una fecha, como 1974-05-08.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Kind of answer</source>
        <translation>Tipo de respuesta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>A number or a date.</source>
        <translation>Un número o una fecha.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Tolerance</source>
        <translation>Tolerancia</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>How far off still counts as right: 0.5, 2 %, or days for a date.</source>
        <translation>Qué diferencia aún cuenta como correcta: 0.5, 2 %, o días para una fecha.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Nearly right</source>
        <translation>Casi correctas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Answers farther off that earn part of the points.</source>
        <translation>Respuestas con más diferencia que ganan una parte de los puntos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Up to this far off</source>
        <translation>Hasta esta diferencia</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>A number, a percentage, or days for a date.</source>
        <translation>Un número, un porcentaje, o días para una fecha.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Units</source>
        <translation>Unidades</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Units that learners may type after the number.</source>
        <translation>Unidades que se pueden escribir después del número.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Unit</source>
        <translation>Unidad</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>As it is typed, such as years.</source>
        <translation>Como se escribe, por ejemplo: años.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Factor</source>
        <translation>Factor</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>How many of your answer’s unit one of these is, such as 1/12.</source>
        <translation>Cuánto es una de estas en la unidad de tu respuesta, como 1/12.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>The unit is needed</source>
        <translation>La unidad es necesaria</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>A number without its unit is wrong.</source>
        <translation>Un número sin su unidad es incorrecto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Decimal sign</source>
        <translation>Signo decimal</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What begins the decimals. The bank’s language decides if you leave it open.</source>
        <translation>Lo que inicia los decimales. Si lo dejas abierto, decide el idioma del banco.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Read powers of ten</source>
        <translation>Leer potencias de diez</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Such as 1.5e3 or 10^3.</source>
        <translation>Como 1.5e3 o 10^3.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Order in dates</source>
        <translation>Orden en las fechas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>How 8/5/2025 is read. The bank’s language decides if you leave it open.</source>
        <translation>Cómo se lee 8/5/2025. Si lo dejas abierto, decide el idioma del banco.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Text with gaps</source>
        <translation>Texto con espacios</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Select a word and make it a gap. [1] stands for the first gap.</source>
        <translation>Selecciona una palabra y conviértela en espacio. [1] es el primer espacio.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Gaps</source>
        <translation>Espacios</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What is right in each gap.</source>
        <translation>Lo correcto en cada espacio.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Words to choose from</source>
        <translation>Palabras para elegir</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>More than there are gaps makes guessing harder.</source>
        <translation>Si hay más que espacios, es más difícil adivinar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Right words</source>
        <translation>Palabras correctas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>One of the words above, or several that are all right.</source>
        <translation>Una de las palabras de arriba, o varias que son todas correctas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>A word can be used again</source>
        <translation>Una palabra se puede usar otra vez</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Otherwise each word fits one gap at most.</source>
        <translation>Si no, cada palabra va en un espacio como máximo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Right sentences</source>
        <translation>Oraciones correctas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Pick words of each sentence that learners should select.</source>
        <translation>Elige palabras de cada oración que se debe seleccionar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>How many to select</source>
        <translation>Cuántas seleccionar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Told to learners. They are not told if you leave it empty.</source>
        <translation>Se dice a los estudiantes. Si lo dejas vacío, no se dice.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Paragraphs to choose from</source>
        <translation>Párrafos para elegir</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Their numbers, such as 2, 3. All if you leave it empty.</source>
        <translation>Sus números, como 2, 3. Todos si lo dejas vacío.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Wrong sentences that you expect</source>
        <translation>Oraciones incorrectas que esperas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Sentence</source>
        <translation>Oración</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Words of the sentence, picked in the passage.</source>
        <translation>Palabras de la oración, elegidas en el texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>The text in which learners select words.</source>
        <translation>El texto en el que se seleccionan palabras.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Words to select</source>
        <translation>Palabras que seleccionar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>One word, or several in a row.</source>
        <translation>Una palabra, o varias seguidas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Wrong words that you expect</source>
        <translation>Palabras incorrectas que esperas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Which one</source>
        <translation>Cuál</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>1 for the first, where the same words come again.</source>
        <translation>1 para la primera vez, si las mismas palabras se repiten.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <location filename="../../quizapp/question_types/two_part.py"/>
        <source>Part A</source>
        <translation>Parte A</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>The question itself.</source>
        <translation>La pregunta misma.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <location filename="../../quizapp/question_types/two_part.py"/>
        <source>Part B</source>
        <translation>Parte B</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>The question about the evidence for part A.</source>
        <translation>La pregunta sobre la evidencia para la parte A.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What you look for</source>
        <translation>Lo que buscas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>You, or the learner, mark the answer by these.</source>
        <translation>Tú, o quien responde, califica la respuesta con esto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>One thing, such as: Rests on the passage.</source>
        <translation>Una cosa, como: Se apoya en el texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Levels</source>
        <translation>Niveles</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>From not at all to fully, each with its points.</source>
        <translation>De nada a del todo, cada uno con sus puntos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>A whole number.</source>
        <translation>Un número entero.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <location filename="../../quizapp/gui/paper/key_paper.py"/>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Model answer</source>
        <translation>Respuesta modelo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>An answer that earns all the points.</source>
        <translation>Una respuesta que gana todos los puntos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>How many words</source>
        <translation>Cuántas palabras</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>A suggestion. Learners may write fewer or more.</source>
        <translation>Una sugerencia. Se pueden escribir menos o más.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>At least</source>
        <translation>Al menos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Words; leave it empty for no limit.</source>
        <translation>Palabras; déjalo vacío si no hay límite.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>At most</source>
        <translation>Como máximo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>File</source>
        <translation>Archivo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>The name of the file beside the bank.</source>
        <translation>El nombre del archivo junto al banco.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What it shows</source>
        <translation>Lo que muestra</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Read aloud to learners who can’t see it. Don’t give the answer away.</source>
        <translation>Se lee en voz alta a quienes no la ven. No reveles la respuesta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Caption</source>
        <translation>Pie de imagen</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>A line below the image, for everyone.</source>
        <translation>Una línea debajo de la imagen, para todos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Hint</source>
        <translation>Pista</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>A nudge, not the answer.</source>
        <translation>Un empujoncito, no la respuesta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Costs this share</source>
        <translation>Cuesta esta parte</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>The share of the points that the hint takes. 0.25 if you leave it empty.</source>
        <translation>La parte de los puntos que quita la pista. 0.25 si lo dejas vacío.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Lowercase letters, digits and hyphens. No other bank has it.</source>
        <translation>Minúsculas, cifras y guiones. Ningún otro banco lo tiene.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Title</source>
        <translation>Título</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What learners see in the library.</source>
        <translation>Lo que los estudiantes ven en la biblioteca.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Description</source>
        <translation>Descripción</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>One or two sentences below the title.</source>
        <translation>Una o dos oraciones debajo del título.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>The tag of the language, such as en, es or pt-BR.</source>
        <translation>La etiqueta del idioma, como en, es o pt-BR.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Author</source>
        <translation>Autor o autora</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Shown with the bank.</source>
        <translation>Se muestra con el banco.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>License</source>
        <translation>Licencia</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What others may do with the bank, such as CC BY 4.0.</source>
        <translation>Lo que otras personas pueden hacer con el banco, como CC BY 4.0.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source># Title first, then paragraphs with an empty line between them.</source>
        <translation># Primero el título, luego párrafos con una línea vacía entre ellos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>The name of a Markdown file beside the bank.</source>
        <translation>El nombre de un archivo Markdown junto al banco.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>About the text</source>
        <translation>Acerca del texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Where it comes from.</source>
        <translation>De dónde viene.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Learners stay at their level</source>
        <translation>Los estudiantes se quedan en su nivel</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>They can’t change to another one.</source>
        <translation>No pueden cambiar a otro.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Time for a test</source>
        <translation>Tiempo para una prueba</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>In minutes, from 1 to 600. No limit if you leave it empty.</source>
        <translation>En minutos, de 1 a 600. Sin límite si lo dejas vacío.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Glossary</source>
        <translation>Glosario</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Words that learners may not know, with their meanings.</source>
        <translation>Palabras que quizá no se conocen, con su significado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Word</source>
        <translation>Palabra</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>As it stands in the passage.</source>
        <translation>Como está en el texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Meaning</source>
        <translation>Significado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>In plain words.</source>
        <translation>En palabras sencillas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Other forms</source>
        <translation>Otras formas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>With commas between them. Plurals are found by themselves.</source>
        <translation>Separadas por comas. Los plurales se encuentran solos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Show the glossary in tests too</source>
        <translation>Mostrar el glosario también en pruebas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Otherwise it helps in practice alone.</source>
        <translation>Si no, solo ayuda en la práctica.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Translation of</source>
        <translation>Traducción de</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>The short name of the bank that this one translates.</source>
        <translation>El nombre corto del banco que este traduce.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Add a hint</source>
        <translation>Agregar una pista</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>hint {sign}</source>
        <translation>pista {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Add a column</source>
        <translation>Agregar una columna</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>column {sign}</source>
        <translation>columna {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Add a row</source>
        <translation>Agregar una fila</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>row {sign}</source>
        <translation>fila {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Add a category</source>
        <translation>Agregar una categoría</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>category {sign}</source>
        <translation>categoría {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Add a statement</source>
        <translation>Agregar una afirmación</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>statement {sign}</source>
        <translation>afirmación {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Add a beginning</source>
        <translation>Agregar un comienzo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>beginning {sign}</source>
        <translation>comienzo {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Add an option</source>
        <translation>Agregar una opción</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>option {sign}</source>
        <translation>opción {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Add an item</source>
        <translation>Agregar un elemento</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>item {sign}</source>
        <translation>elemento {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Add a right answer</source>
        <translation>Agregar una respuesta correcta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>right answer {sign}</source>
        <translation>respuesta correcta {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Add a wrong answer</source>
        <translation>Agregar una respuesta incorrecta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>wrong answer {sign}</source>
        <translation>respuesta incorrecta {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Add a distance</source>
        <translation>Agregar una diferencia</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>distance {sign}</source>
        <translation>diferencia {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Add a unit</source>
        <translation>Agregar una unidad</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>unit {sign}</source>
        <translation>unidad {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Add a word</source>
        <translation>Agregar una palabra</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>word {sign}</source>
        <translation>palabra {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Add another right word</source>
        <translation>Agregar otra palabra correcta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>right word {sign}</source>
        <translation>palabra correcta {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Pick in the sentence…</source>
        <translation>Elegir en la oración…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>words {sign}</source>
        <translation>palabras {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>wrong words {sign}</source>
        <translation>palabras incorrectas {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Add something to look for</source>
        <translation>Agregar algo que buscar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>criterion {sign}</source>
        <translation>criterio {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Add a level</source>
        <translation>Agregar un nivel</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>level {sign}</source>
        <translation>nivel {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Not said</source>
        <translation>Sin indicar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Misreads the right place</source>
        <translation>Lee mal el lugar correcto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Rests on another place</source>
        <translation>Se apoya en otro lugar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Has no support in the passage</source>
        <translation>No tiene apoyo en el texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Part of the points for each right option</source>
        <translation>Parte de los puntos por cada opción correcta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>All or nothing</source>
        <translation>Todo o nada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Part of the points for each row</source>
        <translation>Parte de los puntos por cada fila</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Points for each item in its place</source>
        <translation>Puntos por cada elemento en su lugar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>The nearer to their places, the more points</source>
        <translation>Cuanto más cerca de su lugar, más puntos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Points for the longest series in the right order</source>
        <translation>Puntos por la serie más larga en el orden correcto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Part B counts only if part A is right</source>
        <translation>La parte B cuenta solo si la parte A es correcta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Part B is left out if part A is wrong</source>
        <translation>La parte B se omite si la parte A es incorrecta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Each part counts by itself</source>
        <translation>Cada parte cuenta por sí misma</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>As in the bank’s language</source>
        <translation>Como en el idioma del banco</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Point: 3.5</source>
        <translation>Punto: 3.5</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Comma: 3,5</source>
        <translation>Coma: 3,5</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Day first: 8/5</source>
        <translation>Primero el día: 8/5</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Month first: 5/8</source>
        <translation>Primero el mes: 5/8</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Number</source>
        <translation>Número</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <location filename="../../quizapp/gui/paper/sheet_paper.py"/>
        <source>Date</source>
        <translation>Fecha</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>None</source>
        <translation>Ninguno</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>One</source>
        <translation>Uno</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Two</source>
        <translation>Dos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>No skill</source>
        <translation>Ninguna habilidad</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/dates.py"/>
        <source>{day}, {time}</source>
        <translation>{day}, {time}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/dates.py"/>
        <source>Yesterday</source>
        <translation>Ayer</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/dates.py"/>
        <source>Today</source>
        <translation>Hoy</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/dates.py"/>
        <source>Tomorrow</source>
        <translation>Mañana</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/dates.py"/>
        <source>MMM yyyy</source>
        <translation>MMM yyyy</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/dates.py"/>
        <source>d MMM</source>
        <translation>d MMM</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/open_locally.py"/>
        <source>{file} is no longer there.</source>
        <translation>{file} ya no está ahí.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/open_locally.py"/>
        <source>There is no program here that opens {file}.</source>
        <translation>Aquí no hay ningún programa que abra {file}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <location filename="../../quizapp/gui/learners/recordings.py"/>
        <source>Who is learning?</source>
        <translation>¿Quién va a estudiar?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>About this bank</source>
        <translation>Sobre este banco</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/attempt_paper.py"/>
        <source>Started: {date}</source>
        <translation>Inicio: {date}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/attempt_paper.py"/>
        <source>Your notes and highlights</source>
        <translation>Tus notas y resaltados</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/attempt_paper.py"/>
        <location filename="../../quizapp/gui/paper/key_paper.py"/>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>In the passage</source>
        <translation>En el texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/attempt_paper.py"/>
        <location filename="../../quizapp/gui/paper/key_paper.py"/>
        <location filename="../../quizapp/reports/feedback.py"/>
        <source>paragraph {number}</source>
        <translation>párrafo {number}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/key_paper.py"/>
        <source>Answer key: {title}</source>
        <translation>Clave de respuestas: {title}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/key_paper.py"/>
        <source>For the teacher</source>
        <translation>Para docentes</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/key_paper.py"/>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Why</source>
        <translation>Por qué</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/key_paper.py"/>
        <location filename="../../quizapp/gui/paper/sheet_paper.py"/>
        <source>Version {letter}</source>
        <translation>Versión {letter}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/key_paper.py"/>
        <source>Answers by version</source>
        <translation>Respuestas por versión</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/key_paper.py"/>
        <source>On the sheet</source>
        <translation>En la hoja</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/key_paper.py"/>
        <source>Also</source>
        <translation>También</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/key_paper.py"/>
        <source>sentence {number}</source>
        <translation>oración {number}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/list_paper.py"/>
        <source>Class {name}</source>
        <translation>Clase {name}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/list_paper.py"/>
        <location filename="../../quizapp/gui/paper/paper.py"/>
        <location filename="../../quizapp/gui/paper/sheet_paper.py"/>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/paper.py"/>
        <source>Page {page} of {pages}</source>
        <translation>Página {page} de {pages}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/passage_writing.py"/>
        <location filename="../../quizapp/interchange/moodle_xml.py"/>
        <source>line {number}</source>
        <translation>línea {number}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/passage_writing.py"/>
        <source>lines {first}–{last}</source>
        <translation>líneas {first}–{last}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/printing.py"/>
        <source>The report cannot be printed.</source>
        <translation>No se puede imprimir el informe.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/printing.py"/>
        <source>Check the printer, or save it as a PDF instead.</source>
        <translation>Revisa la impresora, o guárdalo como PDF.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/first_instance.py"/>
        <source>Quizapp is already running with the folder {folder}, but does not answer.</source>
        <translation>Quizapp ya está abierto con la carpeta {folder}, pero no responde.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/first_instance.py"/>
        <source>Wait a moment, or close it, and start again. You can also name another folder with --data-dir.</source>
        <translation>Espera un momento, o ciérralo y ábrelo otra vez. También puedes indicar otra carpeta con --data-dir.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/attempt_card.py"/>
        <source>About this attempt</source>
        <translation>Sobre este intento</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/aiken.py"/>
        <source>it has no options such as “A) …”.</source>
        <translation>no tiene opciones como “A) …”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/aiken.py"/>
        <source>its options are not lettered A, B, C and so on.</source>
        <translation>sus opciones no llevan las letras A, B, C y así sucesivamente.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/aiken.py"/>
        <source>its answer “{answer}” is none of its options.</source>
        <translation>su respuesta “{answer}” no es ninguna de sus opciones.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/aiken.py"/>
        <location filename="../../quizapp/interchange/writing.py"/>
        <source>single choice</source>
        <translation>opción única</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/aiken.py"/>
        <source>its text looks like an option.</source>
        <translation>su texto parece una opción.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/interchange/building.py"/>
        <source>It has %n gaps; {most} are the most.</source>
        <translation>
            <numerusform>Tiene %n espacio; el máximo es {most}.</numerusform>
            <numerusform>Tiene %n espacios; el máximo es {most}.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/cloze.py"/>
        <location filename="../../quizapp/interchange/moodle_types.py"/>
        <source>it has no gaps.</source>
        <translation>no tiene espacios.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/gift.py"/>
        <location filename="../../quizapp/interchange/moodle_writing.py"/>
        <source>each right answer earns a part, each wrong one takes as much</source>
        <translation>cada respuesta correcta gana una parte, y cada incorrecta quita lo mismo</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/gift_syntax.py"/>
        <source>there is a } without a { before it.</source>
        <translation>hay una } sin una { antes.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/gift_syntax.py"/>
        <source>a { is never closed.</source>
        <translation>una { no se cierra nunca.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/gift_syntax.py"/>
        <source>there is more than one pair of braces.</source>
        <translation>hay más de un par de llaves.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/gift_syntax.py"/>
        <source>a pair has no -&gt;.</source>
        <translation>una pareja no tiene -&gt;.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/html_reading.py"/>
        <source>script</source>
        <translation>script</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/html_reading.py"/>
        <source>style</source>
        <translation>estilo</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/html_reading.py"/>
        <source>sound or video</source>
        <translation>sonido o video</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/html_reading.py"/>
        <source>embedded page</source>
        <translation>página incrustada</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/html_reading.py"/>
        <source>drawing</source>
        <translation>dibujo</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/html_reading.py"/>
        <source>control</source>
        <translation>control</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Quizapp has no questions of the type “{type}”.</source>
        <translation>Quizapp no tiene preguntas del tipo “{type}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The format has no questions of the type “{type}”.</source>
        <translation>El formato no tiene preguntas del tipo “{type}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>This could not be read as a question: {why}</source>
        <translation>Esto no se pudo leer como pregunta: {why}</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>No answer is marked as right, so it cannot be marked.</source>
        <translation>Ninguna respuesta está señalada como correcta, así que no se puede calificar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Several answers are fully right and one of them is enough; Quizapp has no such type.</source>
        <translation>Varias respuestas son del todo correctas y basta una de ellas; Quizapp no tiene ese tipo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>It has no text.</source>
        <translation>No tiene texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The right answer has a * that stands for any letters; Quizapp has no such answers.</source>
        <translation>La respuesta correcta tiene un * que vale por cualquier letra; Quizapp no tiene respuestas así.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>“{text}” is no number.</source>
        <translation>“{text}” no es un número.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The gap “{text}” could not be read.</source>
        <translation>No se pudo leer el espacio “{text}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>A text that no question follows.</source>
        <translation>Un texto al que no le sigue ninguna pregunta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>It has a text of more than {limit} characters.</source>
        <translation>Tiene un texto de más de {limit} caracteres.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Colors, fonts and other looks of the text are left out.</source>
        <translation>Se omiten los colores, los tipos de letra y otros aspectos del texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Raised or lowered letters are written on the line.</source>
        <translation>Las letras elevadas o bajadas se escriben en la línea.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The words of a link stay; its address is left out ({address}).</source>
        <translation>Las palabras de un enlace se quedan; su dirección se omite ({address}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The cells of a table stand in lines, with | between them.</source>
        <translation>Las celdas de una tabla quedan en líneas, con | entre ellas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>A list stands in lines, one for each entry.</source>
        <translation>Una lista queda en líneas, una por entrada.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>A formula stays as it was typed; it is not typeset.</source>
        <translation>Una fórmula queda como se escribió, sin formato matemático.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Emphasis is left out where it cannot be written.</source>
        <translation>El énfasis se omite donde no se puede escribir.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Left out: {what}.</source>
        <translation>Se omite: {what}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The words in &lt;{tag}&gt; stay; the tag is left out.</source>
        <translation>Las palabras en &lt;{tag}&gt; se quedan; la etiqueta se omite.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Some of the look of the passage cannot be written.</source>
        <translation>No se puede escribir todo el aspecto del texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Line ends become spaces.</source>
        <translation>Los saltos de línea se convierten en espacios.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>An image is left out: there is no place for it there ({name}).</source>
        <translation>Se omite una imagen: allí no hay lugar para ella ({name}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The file of an image is not there ({name}).</source>
        <translation>El archivo de una imagen no está ({name}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>An image is left out: {why}</source>
        <translation>Se omite una imagen: {why}</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The image has no alternative text; the name of its file stands for it ({name}).</source>
        <translation>La imagen no tiene texto alternativo; en su lugar queda el nombre de su archivo ({name}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The caption of the image is left out.</source>
        <translation>Se omite el pie de la imagen.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>A file is left out ({name}).</source>
        <translation>Se omite un archivo ({name}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>“{text}” earned {share} % of the points; now it earns none.</source>
        <translation>“{text}” valía el {share} % de los puntos; ahora no vale ninguno.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The right answers counted differently; now each counts the same.</source>
        <translation>Las respuestas correctas contaban de manera distinta; ahora todas cuentan lo mismo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>“{text}” cost points in another way; now a wrong choice takes away as much as a right one gives.</source>
        <translation>“{text}” restaba puntos de otra manera; ahora una elección incorrecta quita tanto como da una correcta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>“{text}” cost points; now it earns none.</source>
        <translation>“{text}” restaba puntos; ahora no vale ninguno.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The gaps counted differently; now each counts the same.</source>
        <translation>Los espacios contaban de manera distinta; ahora todos cuentan lo mismo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The answer “{text}” cost points; now it earns none.</source>
        <translation>La respuesta “{text}” restaba puntos; ahora no vale ninguno.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>A near answer with a part of the points is left out ({text}).</source>
        <translation>Se omite una respuesta cercana que valía una parte de los puntos ({text}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>An answer with a * that stands for any letters is left out ({text}).</source>
        <translation>Se omite una respuesta con un * que vale por cualquier letra ({text}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The feedback on all other answers is left out.</source>
        <translation>Se omite el comentario para todas las demás respuestas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>It is marked in another way there ({way}).</source>
        <translation>Allí se califica de otra manera ({way}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>All items are asked for, not {count} of them.</source>
        <translation>Se piden todos los elementos, no {count} de ellos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>A wrong unit made the answer lose a part of the points; now it makes it wrong.</source>
        <translation>Una unidad incorrecta hacía perder una parte de los puntos; ahora hace incorrecta la respuesta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The points are left out ({points}).</source>
        <translation>Se omiten los puntos ({points}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The weight in the total is left out ({weight}).</source>
        <translation>Se omite el peso en el total ({weight}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Each hint costs the same there ({cost} of the points).</source>
        <translation>Allí cada pista cuesta lo mismo ({cost} de los puntos).</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Answers are compared more strictly there.</source>
        <translation>Allí las respuestas se comparan con más rigor.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Capital letters make no difference there.</source>
        <translation>Allí no importan las mayúsculas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>One question became {count}, as its parts are of several types.</source>
        <translation>Una pregunta se convirtió en {count}, porque sus partes son de varios tipos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>It has no rubric, so a simple one was added; a person marks it.</source>
        <translation>No tiene rúbrica, así que se agregó una sencilla; la califica una persona.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>It has no model answer, so a note stands in its place.</source>
        <translation>No tiene respuesta modelo, así que en su lugar hay una nota.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The rubric stands in the notes for whoever marks it.</source>
        <translation>La rúbrica está en las notas para quien califica.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The rubric is left out.</source>
        <translation>Se omite la rúbrica.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The model answer is left out.</source>
        <translation>Se omite la respuesta modelo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The advice on the number of words is left out.</source>
        <translation>Se omite la indicación sobre el número de palabras.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Feedback on an answer is left out.</source>
        <translation>Se omite el comentario a una respuesta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The feedback on all answers alike is left out: {text}</source>
        <translation>Se omite el comentario común a todas las respuestas: {text}</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The explanation is left out.</source>
        <translation>Se omite la explicación.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The hints are left out.</source>
        <translation>Se omiten las pistas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The origins of wrong answers are left out.</source>
        <translation>Se omiten los orígenes de las respuestas incorrectas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The evidence is quoted in the explanation.</source>
        <translation>La evidencia se cita en la explicación.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The evidence of single answers is left out.</source>
        <translation>Se omite la evidencia de algunas respuestas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The evidence is left out.</source>
        <translation>Se omite la evidencia.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The skill is left out.</source>
        <translation>Se omite la habilidad.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The points of the syllabus are left out.</source>
        <translation>Se omiten los puntos del programa de estudios.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>A tag is left out ({tag}).</source>
        <translation>Se omite una etiqueta ({tag}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Fixed places of single options are left out.</source>
        <translation>Se omiten los lugares fijos de algunas opciones.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Each option can be chosen more than once there.</source>
        <translation>Allí cada opción se puede elegir más de una vez.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The order is shuffled there as the test says.</source>
        <translation>Allí el orden se mezcla como diga la prueba.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>An answer that is expected to be wrong is left out ({text}).</source>
        <translation>Se omite una respuesta que se prevé incorrecta ({text}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Of several words that are right in gap {gap}, the first stays.</source>
        <translation>De varias palabras correctas en el espacio {gap}, se queda la primera.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Words of several groups are in one bank of words.</source>
        <translation>Las palabras de varios grupos están en un solo banco de palabras.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Each word can be used more than once, as one word is right in several gaps.</source>
        <translation>Cada palabra se puede usar más de una vez, porque hay una palabra correcta en varios espacios.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Each word to be selected stands for itself.</source>
        <translation>Cada palabra por seleccionar va por separado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Only some words could be selected; now each can.</source>
        <translation>Solo se podían seleccionar algunas palabras; ahora se pueden todas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The units are left out.</source>
        <translation>Se omiten las unidades.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>An answer without its unit is right there.</source>
        <translation>Allí una respuesta sin su unidad es correcta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>A number is rounded ({text}).</source>
        <translation>Se redondea un número ({text}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The format has no questions about dates.</source>
        <translation>El formato no tiene preguntas sobre fechas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>It becomes a question of the type “{type}”.</source>
        <translation>Se convierte en una pregunta del tipo “{type}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The setting “{name}” is left out.</source>
        <translation>Se omite el ajuste “{name}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The ids of the questions are left out.</source>
        <translation>Se omiten los ids de las preguntas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The note about the text is left out.</source>
        <translation>Se omite la nota sobre el texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Description, author, license and time limit are left out.</source>
        <translation>Se omiten la descripción, la autoría, la licencia y el límite de tiempo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The language is left out ({language}).</source>
        <translation>Se omite el idioma ({language}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The other reading levels of the passage are left out.</source>
        <translation>Se omiten los otros niveles de lectura del texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The words with a meaning are left out.</source>
        <translation>Se omiten las palabras explicadas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The bank that this one translates is left out ({source}).</source>
        <translation>Se omite el banco del que este es traducción ({source}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The passage is left out.</source>
        <translation>Se omite el texto de lectura.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>An image of the passage is left out ({name}).</source>
        <translation>Se omite una imagen del texto ({name}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>“{name}” is not understood, and left out.</source>
        <translation>“{name}” no se entiende, y se omite.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>The file is of no format that can be imported.</source>
        <translation>El archivo no está en ningún formato que se pueda importar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/losses.py"/>
        <source>kept, but changed</source>
        <translation>conservado, pero con cambios</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/losses.py"/>
        <source>left out</source>
        <translation>omitido</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/losses.py"/>
        <source>not understood</source>
        <translation>no entendido</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/losses.py"/>
        <source>Line {line}, a question without a name</source>
        <translation>Línea {line}, una pregunta sin nombre</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/losses.py"/>
        <source>A question without a name</source>
        <translation>Una pregunta sin nombre</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/losses.py"/>
        <source>Line {line}, “{name}”</source>
        <translation>Línea {line}, “{name}”</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/losses.py"/>
        <source>“{name}”</source>
        <translation>“{name}”</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/losses.py"/>
        <source>{read} read: {kept} imported as they were, {changed} with changes, {left_out} left out.</source>
        <translation>Leídas: {read}. Importadas sin cambios: {kept}; con cambios: {changed}; omitidas: {left_out}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/losses.py"/>
        <source>{read} read: {kept} written as they were, {changed} with changes, {left_out} left out.</source>
        <translation>Leídas: {read}. Escritas sin cambios: {kept}; con cambios: {changed}; omitidas: {left_out}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/losses.py"/>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>Left out</source>
        <translation>Sin incluir</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/losses.py"/>
        <source>With changes</source>
        <translation>Con cambios</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/losses.py"/>
        <source>About the whole</source>
        <translation>Sobre el conjunto</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/moodle_types.py"/>
        <source>its answers are not true and false.</source>
        <translation>sus respuestas no son verdadero y falso.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/moodle_types.py"/>
        <source>response template</source>
        <translation>plantilla de respuesta</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/moodle_types.py"/>
        <source>attachments</source>
        <translation>archivos adjuntos</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/moodle_types.py"/>
        <source>by its rule {rule}</source>
        <translation>según su regla {rule}</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/moodle_writing.py"/>
        <source>without its unit, an answer loses all of the points</source>
        <translation>sin su unidad, una respuesta pierde todos los puntos</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/moodle_writing.py"/>
        <source>each item in its place earns a part</source>
        <translation>cada elemento en su lugar gana una parte</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/moodle_xml.py"/>
        <source>without a name</source>
        <translation>sin nombre</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/moodle_xml.py"/>
        <source>hidden</source>
        <translation>oculta</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/interchange/plain_texts.py"/>
        <source>%n links were left out; their words stay.</source>
        <translation>
            <numerusform>Se omitió %n enlace; sus palabras quedan.</numerusform>
            <numerusform>Se omitieron %n enlaces; sus palabras quedan.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/interchange/plain_texts.py"/>
        <source>%n HTML tags were left out; the words between them stay.</source>
        <translation>
            <numerusform>Se omitió %n etiqueta HTML; las palabras de alrededor quedan.</numerusform>
            <numerusform>Se omitieron %n etiquetas HTML; las palabras entre ellas quedan.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/interchange/word_document.py"/>
        <source>%n tables were left out.</source>
        <translation>
            <numerusform>Se omitió %n tabla.</numerusform>
            <numerusform>Se omitieron %n tablas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/interchange/word_document.py"/>
        <source>%n images were left out.</source>
        <translation>
            <numerusform>Se omitió %n imagen.</numerusform>
            <numerusform>Se omitieron %n imágenes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/interchange/word_document.py"/>
        <source>%n drawings or text boxes were left out.</source>
        <translation>
            <numerusform>Se omitió %n dibujo o cuadro de texto.</numerusform>
            <numerusform>Se omitieron %n dibujos o cuadros de texto.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/interchange/word_document.py"/>
        <source>%n footnotes were left out.</source>
        <translation>
            <numerusform>Se omitió %n nota al pie.</numerusform>
            <numerusform>Se omitieron %n notas al pie.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/interchange/word_document.py"/>
        <source>%n formulas were left out.</source>
        <translation>
            <numerusform>Se omitió %n fórmula.</numerusform>
            <numerusform>Se omitieron %n fórmulas.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/writing.py"/>
        <source>each part for itself</source>
        <translation>cada parte por separado</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/writing.py"/>
        <source>matching</source>
        <translation>relacionar</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/writing.py"/>
        <source>each pair for itself</source>
        <translation>cada pareja por separado</translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/absolute_distractors.py"/>
        <source>Only wrong options have words such as “{one}” and “{other}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/absolute_distractors.py"/>
        <source>Little is always or never so. Learners strike such options out without reading the passage.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/absolute_distractors.py"/>
        <source>Say the wrong options without these words, or use one in the key, too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/alt_says_nothing.py"/>
        <source>“{text}” does not say what the image shows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/alt_says_nothing.py"/>
        <source>Learners who cannot see the image have these words alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/alt_says_nothing.py"/>
        <source>Say what is to be seen, as far as it is needed to answer, but not the answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/copied_key.py"/>
        <source>The key copies “{text}” from the passage; the wrong options copy nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/copied_key.py"/>
        <source>Learners find the key by its words in the passage, without understanding either.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/copied_key.py"/>
        <source>Say the key in other words, or let the wrong options use the passage’s words, too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/double_negative.py"/>
        <source>“{one}” and “{other}” stand in one clause: a double negative.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/double_negative.py"/>
        <source>A double negative tests if learners can untangle it, not if they understood the text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/double_negative.py"/>
        <source>Say it without one of the two negations.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/empty_feedback.py"/>
        <source>“{text}” does not help a learner to see why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/empty_feedback.py"/>
        <source>That it is wrong, learners see already. Feedback helps if it says what was overlooked, or where to look.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/empty_feedback.py"/>
        <source>Name the words of the passage that refute the answer, or what would have to be different.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/equal_shares.py"/>
        <source>Each column has {count} rows, as in most tables of this bank.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/equal_shares.py"/>
        <source>Learners who have noticed that all columns get equally many find the last rows by counting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/equal_shares.py"/>
        <source>Let some columns have more rows than others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/evidence_missing.py"/>
        <source>No words of the passage are quoted that show why the key is right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/evidence_missing.py"/>
        <source>Learners are shown in the passage why an answer is right; here, nothing can be shown to them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/evidence_missing.py"/>
        <source>Add “evidence” with the words of the passage that the key rests on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/evidence_of_nothing.py"/>
        <source>Evidence is quoted for an answer that says that the passage doesn’t tell.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/evidence_of_nothing.py"/>
        <source>No words can show that something is not in the passage. Learners would wonder what the quotation has to say.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/evidence_of_nothing.py"/>
        <source>Leave the evidence out, and say in the explanation what the passage tells instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/formula_stems.py"/>
        <source>{count} of {total} stems have the words “{text}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/formula_stems.py"/>
        <source>Learners stop reading a stem that always begins alike, and miss the words that differ.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/formula_stems.py"/>
        <source>Say once, above the questions, what goes for all of them; ask each question in its own words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/gives_away.py"/>
        <source>The question “{other}” tells what is right here: “{text}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/gives_away.py"/>
        <source>A learner who finds the answer in another question need not find it in the passage.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/gives_away.py"/>
        <source>Ask one of the two in other words, or leave one of them out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/grammar_cue.py"/>
        <source>After “{word}”, “{text}” cannot be right by its grammar alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/grammar_cue.py"/>
        <source>Learners cross out what does not fit the sentence, and need not know more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/grammar_cue.py"/>
        <source>Write “a/an”, or move the article into the options, so that each of them fits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/harder_than_passage.py"/>
        <source>The question reads as hard as school year {grade}, its passage as year {expected}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/harder_than_passage.py"/>
        <source>A learner who understood the passage should not fail at the words of the question.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/harder_than_passage.py"/>
        <source>Use shorter sentences, and words that the passage uses.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/hedged_keys.py"/>
        <source>In {count} of {total} questions that have one careful option, this is the key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/hedged_keys.py"/>
        <source>Whoever chooses what is said carefully, with “may” or “some”, or what takes no side, is right without reading.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/hedged_keys.py"/>
        <source>Let some of the wrong options be careful, too, and some keys be plain.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/key_position.py"/>
        <source>The key stands at {place} in {count} of {total} questions whose options are not shuffled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/key_position.py"/>
        <source>{count} of {total} statements are true.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/key_position.py"/>
        <source>{count} of {total} statements are false.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/key_position.py"/>
        <source>Writers like to hide the key in the middle, and learners who guess like to look there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/key_position.py"/>
        <source>Leave “shuffle: false” out, or move some keys to other places.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/key_streak.py"/>
        <source>From here on, the key stands at {place} {count} times in a row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/key_streak.py"/>
        <source>From here on, {count} answers in a row are the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/key_streak.py"/>
        <source>A learner who sees the same letter four times begins to doubt right answers, or goes by the row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/key_streak.py"/>
        <source>Change the order of the questions or of the options, or let the options be shuffled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/long_stem.py"/>
        <source>This stem has {count} words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/long_stem.py"/>
        <source>A long stem is a second text to be read, and tests memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/long_stem.py"/>
        <source>Ask in at most 40 words, and leave out what is not needed to answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/longest_key.py"/>
        <source>The key has {count} characters; the longest wrong option has {expected}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/longest_key.py"/>
        <source>Writers take care to make a key wholly true, so it grows; learners know that, and choose the longest option.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/longest_key.py"/>
        <source>Shorten the key, or give the other options as much detail.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/longest_keys.py"/>
        <source>In {count} of {total} questions, the key is the longest option.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/longest_keys.py"/>
        <source>Whoever always chooses the longest option gets a good mark without reading.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/longest_keys.py"/>
        <source>Shorten some keys, and lengthen some of the other options.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/near_duplicate.py"/>
        <source>“{other}” asks nearly the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/near_duplicate.py"/>
        <source>What is asked twice counts twice, and the second time it is answered from memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/near_duplicate.py"/>
        <source>Leave one of the two out, or ask it about something else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/negative_option.py"/>
        <source>The stem asks for what is not so, and this option says “{word}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/negative_option.py"/>
        <source>“Which did *not* happen? – He did not go.” has to be turned round twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/negative_option.py"/>
        <source>Ask for what is so, or say the option without the negation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/no_feedback.py"/>
        <source>No wrong option in this bank has feedback.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/no_feedback.py"/>
        <source>Of {total} wrong options, {count} have no feedback.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/no_feedback.py"/>
        <source>A learner who chose a wrong option learns only that it is wrong, not what to look at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/no_feedback.py"/>
        <source>Add “feedback” to each wrong option: what it overlooks, and where to look.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/not_stated_place.py"/>
        <source>The {count} statements that the passage says nothing of stand together, at one end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/not_stated_place.py"/>
        <source>All {count} statements that the passage says nothing of, and no others, have the skill “{skill}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/not_stated_place.py"/>
        <source>The skill is shown with the question. Learners soon notice where “the passage does not say” is right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/not_stated_place.py"/>
        <source>Mix these statements with the others, in their order and in their skills.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/off_blueprint.py"/>
        <source>“{skill}” is asked in {share} % of the questions; the blueprint wants {wanted} %.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/off_blueprint.py"/>
        <source>A mark says what the bank’s author wanted to know only if the bank asks what was planned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/off_blueprint.py"/>
        <source>Add or change questions, or change the blueprint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/one_key_for_all.py"/>
        <source>All of these belong to “{text}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/one_key_for_all.py"/>
        <source>A learner who has understood the first rows need not read the others; one who has not may think of a trick.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/one_key_for_all.py"/>
        <source>Add rows that belong elsewhere, or ask in another way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/option_count.py"/>
        <source>There are only {count} options to choose from.</source>
        <translation>Solo hay {count} opciones para elegir.</translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/option_count.py"/>
        <source>There are {count} options, more than learners can weigh.</source>
        <translation>Hay {count} opciones, más de las que se pueden sopesar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/option_count.py"/>
        <source>Two options are half guessed; beyond five, few writers find wrong options that anybody would choose.</source>
        <translation>Con dos opciones, la mitad se adivina; con más de cinco, es difícil hallar opciones incorrectas que alguien elegiría.</translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/option_count.py"/>
        <source>Offer three to five options; where several are right, up to eight.</source>
        <translation>Ofrece de tres a cinco opciones; donde varias son correctas, hasta ocho.</translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/options_not_parallel.py"/>
        <source>This option is built differently from all others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/options_not_parallel.py"/>
        <source>This option alone ends in another way: see its period.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/options_not_parallel.py"/>
        <source>An option that looks unlike the rest is chosen, or crossed out, for its looks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/options_not_parallel.py"/>
        <source>Begin all options with the same kind of word, and end them alike.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/part_tells_part.py"/>
        <source>The other part prints the answer: “{text}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/part_tells_part.py"/>
        <source>Both parts stand on the screen together, so what one of them prints is an answer to the other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/part_tells_part.py"/>
        <source>Ask part B without the words of the answer, or quote a place for each option of part A.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/passage_order.py"/>
        <source>Its place in the passage is out of the order that the other questions follow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/passage_order.py"/>
        <source>Where questions go along with the passage, one that jumps back makes learners search the whole text again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/passage_order.py"/>
        <source>Move the question to its place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/points_tell_keys.py"/>
        <source>The question has as many points as keys ({count}), and the points are shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/points_tell_keys.py"/>
        <source>Learners see the points before they answer. If they match the keys, they tell how many to choose.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/points_tell_keys.py"/>
        <source>Give all such questions of a bank the same points, or say in the stem how many are right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/row_pattern.py"/>
        <source>The rows of each column stand together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/row_pattern.py"/>
        <source>The columns follow each other in turns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/row_pattern.py"/>
        <source>Learners who see the pattern fill in the last rows without reading them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/row_pattern.py"/>
        <source>Mix the rows, or leave “shuffle: false” out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/same_options.py"/>
        <source>The option “{text}” reads the same as “{other}”.</source>
        <translation>La opción “{text}” se lee igual que “{other}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/same_options.py"/>
        <source>If two options say the same, neither can be the key, and learners who see that need not read on.</source>
        <translation>Si dos opciones dicen lo mismo, ninguna puede ser la clave, y quien lo nota no necesita seguir leyendo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/same_options.py"/>
        <source>Write another option, or take one of the two out.</source>
        <translation>Escribe otra opción, o quita una de las dos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/shared_word.py"/>
        <source>Only the key repeats “{word}” from the stem.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/shared_word.py"/>
        <source>A word that sounds again in one option alone points to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/shared_word.py"/>
        <source>Say it with another word in the key or the stem, or use the word in a wrong option, too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/silencing.py"/>
        <source>A rule with a wrong name silences nothing.</source>
        <translation>Una regla con un nombre equivocado no silencia nada.</translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/silencing.py"/>
        <source>Write the name of a rule as the check tells it.</source>
        <translation>Escribe el nombre de la regla como lo dice la revisión.</translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/silencing.py"/>
        <source>A reason that is left after the fault was mended would silence the next one.</source>
        <translation>Una razón que queda después de corregir la falla silenciaría la siguiente.</translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/silencing.py"/>
        <source>Take the rule out of “silenced”.</source>
        <translation>Quita la regla de “silenced”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/silencing.py"/>
        <source>There is no rule “{name}”.</source>
        <translation>No hay ninguna regla “{name}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/silencing.py"/>
        <source>There is no rule “{name}”. Did you mean “{suggestion}”?</source>
        <translation>No hay ninguna regla “{name}”. ¿Quisiste decir “{suggestion}”?</translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/silencing.py"/>
        <source>The rule “{name}” is silenced here, but finds nothing.</source>
        <translation>La regla “{name}” está silenciada aquí, pero no encuentra nada.</translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/stem_asks_nothing.py"/>
        <source>This stem asks nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/stem_asks_nothing.py"/>
        <source>If the stem asks nothing, learners have to guess from the options what is meant.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/stem_asks_nothing.py"/>
        <source>Ask a whole question, or begin a sentence that each option ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/unemphasized_negative.py"/>
        <source>“{word}” is easily read over in this stem.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/unemphasized_negative.py"/>
        <source>Most questions ask for what is so. A learner who misses the little word answers another question.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/unemphasized_negative.py"/>
        <source>Write the word in bold, as “**not**”, or ask for what is so.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/unpinned_catch_all.py"/>
        <source>“{text}” speaks of other options, and they are shuffled.</source>
        <translation>“{text}” habla de otras opciones, y estas se mezclan.</translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/unpinned_catch_all.py"/>
        <source>When options change places, “all of the above” can stand first, and “A and B” can mean other options.</source>
        <translation>Cuando las opciones cambian de lugar, “todas las anteriores” puede quedar primera, y “A y B” puede referirse a otras.</translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/unpinned_catch_all.py"/>
        <source>Add “pinned: true” to this option, or better, write an option of its own.</source>
        <translation>Agrega “pinned: true” a esta opción o, mejor, escribe una opción propia.</translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/unsorted_numbers.py"/>
        <source>The numbers or dates are not in order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/unsorted_numbers.py"/>
        <source>The numbers or dates are in order here, but learners get them shuffled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/unsorted_numbers.py"/>
        <source>Numbers in their order are quicker to read, and their place tells nothing of the key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/unsorted_numbers.py"/>
        <source>Put them in order, and write “shuffle: false”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/worn_sentence.py"/>
        <source>{count} of {total} questions rest on one sentence: “{text}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/worn_sentence.py"/>
        <source>A learner who has found this sentence once has found a fourth of the bank, and need not read the rest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/worn_sentence.py"/>
        <source>Ask about other places of the passage; the coverage shows which are still free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../quizapp/paths.py"/>
        <source>The folder {folder} cannot be created: {reason}.</source>
        <translation>No se puede crear la carpeta {folder}: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/paths.py"/>
        <source>Make room for it, or name another folder with --data-dir.</source>
        <translation>Haz lugar para ella, o indica otra carpeta con --data-dir.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>A text that contains “: ” needs quotation marks.</source>
        <translation>Un texto que contiene “: ” necesita comillas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write it as {quoted}.</source>
        <translation>Escríbelo como {quoted}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Fields (name: value) are expected here.</source>
        <translation>Aquí se esperan campos (nombre: valor).</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write a name, “:”, a space and a value; the guide has examples.</source>
        <translation>Escribe un nombre, “:”, un espacio y un valor; la guía tiene ejemplos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>A list is expected here.</source>
        <translation>Aquí se espera una lista.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Begin each entry with “- ”.</source>
        <translation>Empieza cada entrada con “- ”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>A text is expected here.</source>
        <translation>Aquí se espera un texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write one text; put it in quotation marks if it looks like a list.</source>
        <translation>Escribe un solo texto; ponlo entre comillas si parece una lista.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>There is no field “{name}” here.</source>
        <translation>Aquí no existe el campo “{name}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Leave it out. Fields here are: {choices}.</source>
        <translation>Quítalo. Los campos que van aquí son: {choices}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Before or after “{name}” there is a space that is not an ordinary one.</source>
        <translation>Antes o después de “{name}” hay un espacio que no es un espacio común.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Delete it, and type it again with the space bar.</source>
        <translation>Bórralo y escríbelo de nuevo con la barra espaciadora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The field “{name}” is missing.</source>
        <translation>Falta el campo “{name}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Add it.</source>
        <translation>Agrégalo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The field “type” is missing.</source>
        <translation>Falta el campo “type”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Add “type: {suggestion}”, to which the other fields belong, if that is meant.</source>
        <translation>Agrega “type: {suggestion}”, al que pertenecen los demás campos, si eso es lo que querías.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{value}” is not one of the words that can stand here.</source>
        <translation>“{value}” no es una de las palabras que pueden ir aquí.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Write one of: {choices}.</source>
        <translation>Escribe una de estas: {choices}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{value}” is neither true nor false.</source>
        <translation>“{value}” no es ni true ni false.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write true or false.</source>
        <translation>Escribe true o false.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{value}” is not a number.</source>
        <translation>“{value}” no es un número.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write a number such as 1 or 2.5, with a point.</source>
        <translation>Escribe un número como 1 o 2.5, con punto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>{value} is out of range.</source>
        <translation>{value} está fuera del intervalo permitido.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write a number {range}.</source>
        <translation>Escribe un número {range}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The text is empty.</source>
        <translation>El texto está vacío.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write it, in quotation marks where it begins with “#”.</source>
        <translation>Escríbelo, entre comillas si empieza con “#”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>This cannot be read: {reason}.</source>
        <translation>Esto no se puede leer: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write it as in the authoring guide.</source>
        <translation>Escríbelo como en la guía para autores.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The shares of the blueprint add up to {count}, not to 100.</source>
        <translation>Las partes de “blueprint” suman {count}, no 100.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write the percentage of the questions that each skill should have.</source>
        <translation>Escribe el porcentaje de las preguntas que debe tener cada habilidad.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{value}” cannot be an id.</source>
        <translation>“{value}” no puede ser un id.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Begin with a small letter or a digit, go on with those and hyphens, 64 at most, such as “{suggestion}”.</source>
        <translation>Empieza con una letra minúscula o una cifra, sigue con letras minúsculas, cifras y guiones, 64 como máximo, por ejemplo “{suggestion}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The id “{value}” is already used by {where}.</source>
        <translation>El id “{value}” ya se usa aquí: {where}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Give each its own id.</source>
        <translation>Da a cada uno su propio id.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The bank has no questions.</source>
        <translation>El banco no tiene preguntas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write at least one.</source>
        <translation>Escribe al menos una.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>There are more mistakes than are listed.</source>
        <translation>Hay más errores de los que se muestran.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Mend these first.</source>
        <translation>Corrige primero estos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The text is given twice, or not at all.</source>
        <translation>El texto se da dos veces, o ninguna.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write either “text” or “file”.</source>
        <translation>Escribe “text” o “file”, solo uno de los dos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{value}” is not in the folder of the bank.</source>
        <translation>“{value}” no está en la carpeta del banco.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Put the text beside the bank&apos;s file and give its name.</source>
        <translation>Pon el texto junto al archivo del banco e indica su nombre.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>There is nothing to read in it.</source>
        <translation>No hay nada que leer.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write at least one paragraph.</source>
        <translation>Escribe al menos un párrafo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The text has more than {limit} characters.</source>
        <translation>El texto tiene más de {limit} caracteres.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Make several passages of it, each with its bank.</source>
        <translation>Divídelo en varios textos, cada uno con su banco.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The text has more than {limit} signs for emphasis (* _ ` \).</source>
        <translation>El texto tiene más de {limit} signos de énfasis (* _ ` \).</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Emphasize less of it, or make it shorter.</source>
        <translation>Usa menos énfasis, o acorta el texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The text has more than {limit} lines, dashes of lists and signs for emphasis (* _ `).</source>
        <translation>El texto tiene más de {limit} líneas, guiones de listas y signos de énfasis (* _ `).</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Too many lists or quotations stand inside one another.</source>
        <translation>Hay demasiadas listas o citas unas dentro de otras.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Take some away: five lists, or eleven quotations, are the most.</source>
        <translation>Quita algunas: cinco listas u once citas son el máximo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{value}” is no tag of a language.</source>
        <translation>“{value}” no es una etiqueta de idioma.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Write one such as “en”, “es” or “pt-BR”.</source>
        <translation>Escribe una como “en”, “es” o “pt-BR”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The bank names itself as the one that it translates.</source>
        <translation>El banco dice que es una traducción de sí mismo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Give it an id of its own, such as “{value}-es”.</source>
        <translation>Dale un id propio, por ejemplo “{value}-es”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{word}” is not in the passage.</source>
        <translation>“{word}” no está en el texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write the word as it stands there, or that form of it under “forms”; or leave it out.</source>
        <translation>Escribe la palabra tal como está ahí, o esa forma de ella en “forms”; o quítala.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{word}” is in the glossary already, at “{other}”.</source>
        <translation>“{word}” ya está en el glosario, en “{other}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Keep one of the two.</source>
        <translation>Quédate con uno de los dos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The glossary has more than {limit} words.</source>
        <translation>El glosario tiene más de {limit} palabras.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Keep those that learners need most.</source>
        <translation>Deja las que más necesitan los estudiantes.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The level “standard” is the passage itself.</source>
        <translation>El nivel “standard” es el texto mismo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Give it a name here, and no text or file; or choose another id.</source>
        <translation>Dale aquí un nombre, y ningún texto ni archivo; o elige otro id.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The bank has levels, but no passage.</source>
        <translation>El banco tiene niveles, pero no tiene texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write its standard version as “passage”.</source>
        <translation>Escribe su versión estándar como “passage”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The number of paragraphs is {count} here, and {expected} in the passage.</source>
        <translation>El número de párrafos es {count} aquí, y {expected} en el texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write both with the same paragraphs: they are numbered alike in all levels.</source>
        <translation>Escribe los dos con los mismos párrafos: se numeran igual en todos los niveles.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The image “{value}” has no alternative text.</source>
        <translation>La imagen “{value}” no tiene texto alternativo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Say what it shows, for those who cannot see it: “alt: …”, or ![…]({value}) in a passage.</source>
        <translation>Di qué muestra, para quienes no pueden verla: “alt: …”, o ![…]({value}) en un texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{value}” is not alone in a paragraph, or not written as an image is.</source>
        <translation>“{value}” no está sola en un párrafo, o no está escrita como una imagen.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write ![what it shows](file.png) with an empty line before and after it, or \! where no image is meant.</source>
        <translation>Escribe ![lo que muestra](file.png) con una línea vacía antes y después, o \! donde no quieras una imagen.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Put the image beside the bank&apos;s file and give its name.</source>
        <translation>Pon la imagen junto al archivo del banco e indica su nombre.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>There is no image “{value}” beside the bank.</source>
        <translation>No hay ninguna imagen “{value}” junto al banco.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Check the name, capital letters too.</source>
        <translation>Revisa el nombre, también las mayúsculas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{value}” is {kind}, whatever its name says.</source>
        <translation>“{value}” es {kind}, diga lo que diga su nombre.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Save it as PNG, JPEG or WebP with an image program.</source>
        <translation>Guárdala como PNG, JPEG o WebP con un programa de imágenes.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{value}” breaks off, or says of itself what cannot be.</source>
        <translation>“{value}” está incompleta, o contiene datos imposibles sobre sí misma.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Open it in an image program and save it again.</source>
        <translation>Ábrela en un programa de imágenes y guárdala otra vez.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{value}” is an animation.</source>
        <translation>“{value}” es una animación.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Save one of its pictures as PNG or JPEG.</source>
        <translation>Guarda una de sus imágenes como PNG o JPEG.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{value}” has more than {limit} MB.</source>
        <translation>“{value}” ocupa más de {limit} MB.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Save it smaller, or as JPEG.</source>
        <translation>Guárdala más pequeña, o como JPEG.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{value}” has {size} pixels.</source>
        <translation>“{value}” tiene {size} píxeles.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Make it smaller: {limit} million in all, and {side} at a side, are the most.</source>
        <translation>Hazla más pequeña: {limit} millones en total y {side} por lado son el máximo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>With “{value}”, the images of the bank have more than {limit} MB together.</source>
        <translation>Con “{value}”, las imágenes del banco ocupan juntas más de {limit} MB.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Save them smaller, or split the bank.</source>
        <translation>Guárdalas más pequeñas, o divide el banco.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>There is no file “{value}” beside the bank.</source>
        <translation>No hay ningún archivo “{value}” junto al banco.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/catalog.py"/>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <location filename="../../quizapp/services/desk/words.py"/>
        <source>Did you mean “{suggestion}”?</source>
        <translation>¿Quisiste decir “{suggestion}”?</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>There is no such file.</source>
        <translation>No existe ese archivo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Check its name and folder.</source>
        <translation>Revisa su nombre y su carpeta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>This is a folder, not a file.</source>
        <translation>Esto es una carpeta, no un archivo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Name a file in it.</source>
        <translation>Indica un archivo que esté en ella.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>This is a picture, not a text.</source>
        <translation>Esto es una imagen, no un texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Name a file with text in it.</source>
        <translation>Indica un archivo con texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>This is not an ordinary file.</source>
        <translation>Esto no es un archivo común.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Copy what is in it into an ordinary file.</source>
        <translation>Copia lo que contiene en un archivo común.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>The file may not be read.</source>
        <translation>No tienes permiso para leer el archivo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Give yourself the permission to read it.</source>
        <translation>Date el permiso de leerlo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>The file cannot be read: {reason}.</source>
        <translation>No se puede leer el archivo: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>Copy it to another place and try again.</source>
        <translation>Cópialo en otro lugar y vuelve a intentarlo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>The file has {size} MB; {limit} MB is the most.</source>
        <translation>El archivo ocupa {size} MB; el máximo es {limit} MB.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Split it into several banks.</source>
        <translation>Divídelo en varios bancos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>There is nothing in the file.</source>
        <translation>El archivo está vacío.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Write in it what belongs there, or name another file.</source>
        <translation>Escribe en él lo que debe contener, o indica otro archivo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>The file is not saved as UTF-8: this line has the first letter that cannot be read.</source>
        <translation>El archivo no está guardado como UTF-8: en esta línea está la primera letra que no se puede leer.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Open it in your editor, save it with the encoding UTF-8, and look at the letters of this line.</source>
        <translation>Ábrelo en tu editor, guárdalo con la codificación UTF-8 y mira las letras de esta línea.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>The file is saved as UTF-16, not as UTF-8.</source>
        <translation>El archivo está guardado como UTF-16, no como UTF-8.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>Open it in your editor and save it with the encoding UTF-8.</source>
        <translation>Ábrelo en tu editor y guárdalo con la codificación UTF-8.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>There is an invisible character here that may not be in a bank ({character}).</source>
        <translation>Aquí hay un carácter invisible que no puede estar en un banco ({character}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Delete it, or type the line again.</source>
        <translation>Bórralo, o escribe la línea otra vez.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>This is a document of a word processor or of another program, not a text file.</source>
        <translation>Esto es un documento de un procesador de textos o de otro programa, no un archivo de texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Choose another file, or save it there as plain text, in UTF-8.</source>
        <translation>Elige otro archivo, o guárdalo allí como texto sin formato, en UTF-8.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>A letter here has more than 30 accents or other marks on it ({character}).</source>
        <translation>Aquí una letra tiene más de 30 acentos u otras marcas ({character}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>There is no bank in this folder.</source>
        <translation>No hay ningún banco en esta carpeta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Name a folder with .yaml files in it, or a file.</source>
        <translation>Indica una carpeta que contenga archivos .yaml, o un archivo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>This is not a file of a format that can be converted.</source>
        <translation>Este archivo no está en un formato que se pueda convertir.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>Check that it is the file that you meant. Formats are: {choices}.</source>
        <translation>Revisa que sea el archivo que querías. Los formatos son: {choices}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>The bank would have the id “{value}”, as that from {where} has.</source>
        <translation>El banco tendría el id “{value}”, que ya tiene el de {where}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Rename one of the two files.</source>
        <translation>Cambia el nombre de uno de los dos archivos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>There is a file of this name already.</source>
        <translation>Ya hay un archivo con este nombre.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Name another folder, or add --force to replace it.</source>
        <translation>Indica otra carpeta, o agrega --force para reemplazarlo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>The file cannot be written: {reason}.</source>
        <translation>No se puede escribir el archivo: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <location filename="../../quizapp/services/hand_in_key.py"/>
        <location filename="../../quizapp/storage/backup.py"/>
        <location filename="../../quizapp/storage/copies.py"/>
        <location filename="../../quizapp/whole_file.py"/>
        <source>Free some space or check the folder.</source>
        <translation>Libera espacio o revisa la carpeta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>“{name}” belongs to the whole question, not to one of its parts.</source>
        <translation>“{name}” corresponde a toda la pregunta, no a una de sus partes.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Write it beside “part_a” and “part_b”, or leave it out.</source>
        <translation>Escríbelo junto a “part_a” y “part_b”, o quítalo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>The points of this question are those of its two parts together.</source>
        <translation>Los puntos de esta pregunta son los de sus dos partes juntas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Write “points” in the parts, and leave it out here.</source>
        <translation>Escribe “points” en las partes, y quítalo de aquí.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>A part cannot be a {value} question.</source>
        <translation>Una parte no puede ser una pregunta de tipo {value}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Give it another type.</source>
        <translation>Dale otro tipo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Another level of this criterion has {value} points too.</source>
        <translation>Otro nivel de este criterio también tiene {value} puntos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Give each level its own points.</source>
        <translation>Da a cada nivel sus propios puntos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>At least {least} words and at most {most} cannot both be.</source>
        <translation>No puede ser que haya al menos {least} palabras y como máximo {most}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Make “most” the larger one.</source>
        <translation>Haz que “most” sea el mayor.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>There is no question “{name}” in the bank.</source>
        <translation>No hay ninguna pregunta “{name}” en el banco.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Leave it out or correct the id.</source>
        <translation>Quítala o corrige el id.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>“{value}” is not a response to this question.</source>
        <translation>“{value}” no es una respuesta a esta pregunta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Write {expected}.</source>
        <translation>Escribe {expected}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>There are more than {limit} files in it.</source>
        <translation>Hay más de {limit} archivos ahí.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>Import fewer at a time.</source>
        <translation>Importa menos a la vez.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>The archive has a file that would be written elsewhere (“{name}”).</source>
        <translation>El archivo comprimido contiene uno que se escribiría en otro lugar (“{name}”).</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <location filename="../../quizapp/services/passage_import.py"/>
        <source>Don&apos;t open it, and ask where it comes from.</source>
        <translation>No lo abras, y pregunta de dónde viene.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>The archive is damaged, or locked with a password.</source>
        <translation>El archivo comprimido está dañado, o protegido con una contraseña.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>Get it again, or unpack it first.</source>
        <translation>Consíguelo otra vez, o descomprímelo antes.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>The XML is broken here: {reason}.</source>
        <translation>El XML tiene un error aquí: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>Export the file again from the tool that it comes from.</source>
        <translation>Exporta otra vez el archivo desde la herramienta de donde viene.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>The encoding that the file names cannot be read.</source>
        <translation>No se puede leer la codificación que indica el archivo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>The XML names entities or other files, which are not opened.</source>
        <translation>El XML nombra entidades u otros archivos, que no se abren.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>The XML is nested too deeply.</source>
        <translation>El XML tiene demasiados niveles, unos dentro de otros.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>There is too much in the XML.</source>
        <translation>El XML contiene demasiado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>Export fewer questions at a time.</source>
        <translation>Exporta menos preguntas a la vez.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>This is not a file of Moodle questions (&lt;{tag}&gt;).</source>
        <translation>Este no es un archivo de preguntas de Moodle (&lt;{tag}&gt;).</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>Choose the format “Moodle XML” there.</source>
        <translation>Elige allí el formato “Moodle XML”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>There is no question in the file that could be imported.</source>
        <translation>En el archivo no hay ninguna pregunta que se pueda importar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>Read the report beside it.</source>
        <translation>Lee el informe que está junto a él.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>The article has no title.</source>
        <translation>El artículo no tiene título.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Write “# Title” on its first line, and the title on the next.</source>
        <translation>Escribe “# Title” en su primera línea, y el título en la siguiente.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>A second title begins here.</source>
        <translation>Aquí empieza un segundo título.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>There is no paragraph in the file.</source>
        <translation>No hay ningún párrafo en el archivo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Begin each with a line “# Paragraph”.</source>
        <translation>Empieza cada uno con una línea “# Paragraph”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>“{name}:” stands outside of any paragraph, or begins a new one.</source>
        <translation>“{name}:” está fuera de todo párrafo, o empieza uno nuevo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Write a line “# Paragraph” before it.</source>
        <translation>Escribe antes una línea “# Paragraph”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>The line does not begin as one of an article does.</source>
        <translation>La línea no empieza como las de un artículo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Join it to the line above, or begin it with one of: {choices}.</source>
        <translation>Únela a la línea de arriba, o empiézala con una de estas: {choices}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>There is no text after “{name}”.</source>
        <translation>No hay texto después de “{name}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Write it on the same line.</source>
        <translation>Escríbelo en la misma línea.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>The paragraph has no text “{name}:”.</source>
        <translation>Al párrafo le falta el texto “{name}:”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Write it at all three levels: Adv, Int, Ele.</source>
        <translation>Escríbelo en los tres niveles: Adv, Int, Ele.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>The paragraph has a second text “{name}:”.</source>
        <translation>El párrafo tiene un segundo texto “{name}:”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>The paragraph has {count} questions.</source>
        <translation>El número de preguntas del párrafo es {count}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Write three.</source>
        <translation>Escribe tres.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>“{name}:” can only begin the third question of a paragraph.</source>
        <translation>“{name}:” solo puede empezar la tercera pregunta de un párrafo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Begin this one with “Q:”.</source>
        <translation>Empieza esta con “Q:”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>The third question does not say with which of the others it shares its critical span.</source>
        <translation>La tercera pregunta no dice con cuál de las otras comparte su fragmento clave.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Begin it with “Q1:” or “Q2:”.</source>
        <translation>Empiézala con “Q1:” o “Q2:”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>The critical span of this question has no words in common with that of question {number}, at any level.</source>
        <translation>El fragmento clave de esta pregunta no tiene palabras en común con el de la pregunta {number}, en ningún nivel.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Begin the line with “Q1:” or “Q2:”, whichever is right, or move the marks &lt;A3&gt; or &lt;A{number}&gt;.</source>
        <translation>Empieza la línea con “Q1:” o “Q2:”, lo que sea correcto, o mueve las marcas &lt;A3&gt; o &lt;A{number}&gt;.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>The option belongs to no question.</source>
        <translation>La opción no pertenece a ninguna pregunta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Write its question above it.</source>
        <translation>Escribe su pregunta arriba.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>The question has no option “{name}:”.</source>
        <translation>A la pregunta le falta la opción “{name}:”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Write all four: a, b, c, d.</source>
        <translation>Escribe las cuatro: a, b, c, d.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>The question has a second option “{name}:”.</source>
        <translation>La pregunta tiene una segunda opción “{name}:”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>The options are not in the order a, b, c, d.</source>
        <translation>Las opciones no están en el orden a, b, c, d.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Put them in this order.</source>
        <translation>Ponlas en este orden.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>“{mark}” is not a mark of a span.</source>
        <translation>“{mark}” no es una marca de fragmento.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Marks are &lt;A1&gt; to &lt;A3&gt; and &lt;D1&gt; to &lt;D3&gt;, and &lt;/A1&gt; to &lt;/D3&gt; at their ends.</source>
        <translation>Las marcas van de &lt;A1&gt; a &lt;A3&gt; y de &lt;D1&gt; a &lt;D3&gt;, y al final de los fragmentos, de &lt;/A1&gt; a &lt;/D3&gt;.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>“{mark}” ends a span that has not begun.</source>
        <translation>“{mark}” termina un fragmento que no ha empezado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Write &lt;{name}&gt; where it begins.</source>
        <translation>Escribe &lt;{name}&gt; donde empieza.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>“{mark}” begins a span that does not end.</source>
        <translation>“{mark}” empieza un fragmento que no termina.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Write &lt;/{name}&gt; where it ends.</source>
        <translation>Escribe &lt;/{name}&gt; donde termina.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>“{mark}” begins a span inside of itself.</source>
        <translation>“{mark}” empieza un fragmento dentro de sí mismo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>End the first with &lt;/{name}&gt; before it.</source>
        <translation>Termina antes el primero con &lt;/{name}&gt;.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>A mark of a span stands between a letter and its accent.</source>
        <translation>Una marca de fragmento está entre una letra y su acento.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Move it before the letter or behind the accent.</source>
        <translation>Muévela antes de la letra o después del acento.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>There are no words between &lt;{name}&gt; and &lt;/{name}&gt;.</source>
        <translation>No hay palabras entre &lt;{name}&gt; y &lt;/{name}&gt;.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Put the marks around some.</source>
        <translation>Pon las marcas alrededor de algunas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>No words are marked &lt;{name}&gt;, on which this rests: {what}.</source>
        <translation>No hay palabras marcadas con &lt;{name}&gt;, en las que se apoya esto: {what}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Put &lt;{name}&gt; and &lt;/{name}&gt; around them.</source>
        <translation>Pon &lt;{name}&gt; y &lt;/{name}&gt; alrededor de ellas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{quote}” is not in the passage.</source>
        <translation>“{quote}” no está en el texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Copy the words from the passage as they stand.</source>
        <translation>Copia las palabras tal como están en el texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>The bank has no passage that this could be in.</source>
        <translation>El banco no tiene ningún texto donde pueda estar esto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Give the bank a passage, or leave the evidence out.</source>
        <translation>Da un texto al banco, o quita la evidencia.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Did you mean “{suggestion}” (paragraph {paragraph})?</source>
        <translation>¿Quisiste decir “{suggestion}” (párrafo {paragraph})?</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{quote}” is not in the level “{in_level}”.</source>
        <translation>“{quote}” no está en el nivel “{in_level}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Add “levels: {{{in_level}: …}}” with the words that stand there, or &quot;&quot; where it has no such place.</source>
        <translation>Agrega “levels: {{{in_level}: …}}” con las palabras que están ahí, o &quot;&quot; si ahí no hay un lugar que corresponda.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Add “levels: {{{in_level}: …}}” with the words that stand there; did you mean “{suggestion}”?</source>
        <translation>Agrega “levels: {{{in_level}: …}}” con las palabras que están ahí; ¿quisiste decir “{suggestion}”?</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>The key “{quote}” has no place in the level “{in_level}”.</source>
        <translation>La clave “{quote}” no tiene un lugar en el nivel “{in_level}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Quote the sentence of that level that says the same: a key has to be in each level.</source>
        <translation>Cita la oración de ese nivel que dice lo mismo: una clave tiene que estar en todos los niveles.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>The bank has no other level “{value}”.</source>
        <translation>El banco no tiene otro nivel “{value}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>The bank has no levels, so there is none called “{value}”.</source>
        <translation>El banco no tiene niveles, así que no hay ninguno llamado “{value}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Add “levels” to the bank, or leave it out.</source>
        <translation>Agrega “levels” al banco, o quítalo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>The rule “{name}” is silenced without a reason.</source>
        <translation>La regla “{name}” está silenciada sin una razón.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Write after it, in a few words, why it does not apply here.</source>
        <translation>Escribe después, en pocas palabras, por qué no se aplica aquí.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{quote}” is in the passage, but not right after “{prefix}”.</source>
        <translation>“{quote}” está en el texto, pero no justo después de “{prefix}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Copy the words just before it, or leave “prefix” out.</source>
        <translation>Copia las palabras que están justo antes, o quita “prefix”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{quote}” is in the passage, but not right before “{suffix}”.</source>
        <translation>“{quote}” está en el texto, pero no justo antes de “{suffix}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Copy the words just after it, or leave “suffix” out.</source>
        <translation>Copia las palabras que están justo después, o quita “suffix”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{quote}” is in the passage more than once.</source>
        <translation>“{quote}” está en el texto más de una vez.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Quote more words, or add “prefix” with the words just before it.</source>
        <translation>Cita más palabras, o agrega “prefix” con las palabras que están justo antes.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>There are too few entries in “{what}”: {count}.</source>
        <translation>Hay muy pocas entradas en “{what}”: {count}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Write at least {limit}.</source>
        <translation>Escribe al menos {limit}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>There are too many entries in “{what}”: {count}.</source>
        <translation>Hay demasiadas entradas en “{what}”: {count}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Write at most {limit}.</source>
        <translation>Escribe {limit} como máximo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{text}” is here twice: {difference}.</source>
        <translation>“{text}” está aquí dos veces: {difference}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Make the two differ, or leave one out.</source>
        <translation>Haz que se distingan, o quita una de las dos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{value}” only looks like “{suggestion}”: {difference}.</source>
        <translation>“{value}” solo se parece a “{suggestion}”: {difference}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Copy the text from the place where it stands first.</source>
        <translation>Copia el texto del lugar donde aparece primero.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{text}” is here twice.</source>
        <translation>“{text}” está aquí dos veces.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>None of the options is the key.</source>
        <translation>Ninguna de las opciones es la clave.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Write “key: true” with the right one.</source>
        <translation>Escribe “key: true” en la correcta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>None of the accepted answers earns all of the points.</source>
        <translation>Ninguna de las respuestas aceptadas gana todos los puntos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Leave “share” out with at least one of them.</source>
        <translation>Quita “share” de al menos una de ellas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>{count} options are keys.</source>
        <translation>{count} opciones son claves.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Keep one, or make the question multiple_choice.</source>
        <translation>Deja una, o haz que la pregunta sea multiple_choice.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Every option is a key, so nothing is asked.</source>
        <translation>Todas las opciones son claves, así que no se pregunta nada.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Add an option that is wrong.</source>
        <translation>Agrega una opción incorrecta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>The key has a role.</source>
        <translation>La clave tiene “role”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Roles are for wrong options; leave it out.</source>
        <translation>Eso es para las opciones incorrectas; quítalo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Feedback is given to an answer that is not offered.</source>
        <translation>Hay un comentario para una respuesta que no se ofrece.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Add “not_stated: true”.</source>
        <translation>Agrega “not_stated: true”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{value}” is not one of the categories.</source>
        <translation>“{value}” no es una de las categorías.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{value}” is not one of the columns.</source>
        <translation>“{value}” no es una de las columnas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{value}” is not one of the options.</source>
        <translation>“{value}” no es una de las opciones.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{text}” is already the option of another prompt.</source>
        <translation>“{text}” ya es la opción de otro elemento.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Name another option, or write “reuse: true” with the question.</source>
        <translation>Indica otra opción, o escribe “reuse: true” en la pregunta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{value}” cannot be read as a number.</source>
        <translation>“{value}” no se puede leer como número.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Write a number such as 12, 1234.5 or 2/3.</source>
        <translation>Escribe un número como 12, 1234.5 o 2/3.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{value}” cannot be read as a date.</source>
        <translation>“{value}” no se puede leer como fecha.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Write it as 2025-05-08 or as 8 May 2025.</source>
        <translation>Escríbela como 2025-05-08 o como 8 de mayo de 2025.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{value}” cannot be read as a tolerance.</source>
        <translation>“{value}” no se puede leer como tolerancia.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Write a number such as 0.5, or 2 %; for a date, a whole number of days.</source>
        <translation>Escribe un número como 0.5, o 2 %; para una fecha, un número entero de días.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>The band within {value} changes nothing.</source>
        <translation>La banda de {value} no cambia nada.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>A band has to be wider than the tolerance, and earn less than the narrower bands.</source>
        <translation>Una banda tiene que ser más ancha que la tolerancia, y valer menos que las bandas más estrechas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>None of the units has the factor 1.</source>
        <translation>Ninguna de las unidades tiene el factor 1.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Give the factor 1 to the unit of the key.</source>
        <translation>Da el factor 1 a la unidad de la clave.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>A unit is required, and none is named.</source>
        <translation>Se pide una unidad, y no se indica ninguna.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Name it under “units”.</source>
        <translation>Indícala en “units”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>The text has the gap [{number}], for which “gaps” has no entry.</source>
        <translation>El texto tiene el espacio [{number}], para el que “gaps” no tiene ninguna entrada.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Add its entry, or number the gaps from 1 to {count}.</source>
        <translation>Agrega su entrada, o numera los espacios de 1 a {count}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>The gap [{number}] is in the text twice.</source>
        <translation>El espacio [{number}] está dos veces en el texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Give each gap its own number.</source>
        <translation>Da a cada espacio su propio número.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>The gap [{number}] is not in the text.</source>
        <translation>El espacio [{number}] no está en el texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Write [{number}] where it belongs.</source>
        <translation>Escribe [{number}] donde corresponde.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>{count} options of the gap are keys.</source>
        <translation>{count} opciones del espacio son claves.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Keep one.</source>
        <translation>Deja una.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{value}” is not one of the words.</source>
        <translation>“{value}” no es una de las palabras.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>The words cannot fill all of the gaps when each is used once.</source>
        <translation>Las palabras no alcanzan para llenar todos los espacios si cada una se usa una sola vez.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Add words, give the gaps other keys, or write “reuse: true” with the question.</source>
        <translation>Agrega palabras, da otras claves a los espacios o escribe “reuse: true” en la pregunta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“select” is {count}, and the number of keys is {keys}.</source>
        <translation>“select” es {count}, y el número de claves es {keys}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Write as many keys, or leave “select” out.</source>
        <translation>Escribe la misma cantidad de claves, o quita “select”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>There is no paragraph {value}.</source>
        <translation>No existe el párrafo {value}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Paragraphs are numbered from 1 to {count}.</source>
        <translation>Los párrafos se numeran de 1 a {count}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{quote}” reaches over the end of a sentence.</source>
        <translation>“{quote}” pasa del final de una oración.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Quote words of one sentence; where two are meant, write two keys.</source>
        <translation>Cita palabras de una sola oración; si son dos, escribe dos claves.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{quote}” stands in a heading, which cannot be selected.</source>
        <translation>“{quote}” está en un título, que no se puede seleccionar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Quote another sentence.</source>
        <translation>Cita otra oración.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{quote}” tells what an image shows, which cannot be selected.</source>
        <translation>“{quote}” dice lo que muestra una imagen, y eso no se puede seleccionar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Quote a sentence of the passage.</source>
        <translation>Cita una oración del texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{quote}” stands in paragraph {paragraph}, which cannot be selected.</source>
        <translation>“{quote}” está en el párrafo {paragraph}, que no se puede seleccionar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Add {paragraph} to “paragraphs”, or leave the quotation out.</source>
        <translation>Agrega {paragraph} a “paragraphs”, o quita la cita.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{quote}” stands in the same sentence as “{other}”.</source>
        <translation>“{quote}” está en la misma oración que “{other}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>More than one sentence could be meant by “{quote}”.</source>
        <translation>Con “{quote}” se puede entender más de una oración.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Quote more words of the sentence.</source>
        <translation>Cita más palabras de la oración.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{text}” is not in the sentence.</source>
        <translation>“{text}” no está en la oración.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Copy whole words from it, one after another, with their capital letters.</source>
        <translation>Copia de ella palabras enteras y seguidas, con sus mayúsculas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{text}” is in the sentence {count} times.</source>
        <translation>“{text}” está {count} veces en la oración.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Say which one is meant, such as “occurrence: 2”, or write more words.</source>
        <translation>Indica cuál es, por ejemplo “occurrence: 2”, o escribe más palabras.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{text}” shares words with “{other}”.</source>
        <translation>“{text}” comparte palabras con “{other}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Leave each word to one of them.</source>
        <translation>Deja cada palabra en una sola de las dos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Every word of the sentence is a key, so nothing is asked.</source>
        <translation>Todas las palabras de la oración son claves, así que no se pregunta nada.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Leave some of them out.</source>
        <translation>Quita algunas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{text}” is both accepted and wrong.</source>
        <translation>“{text}” está como aceptada y como incorrecta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Keep it in one of the two lists.</source>
        <translation>Déjala en una sola de las dos listas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Nothing is left of “{text}” when what is forgiven is taken away.</source>
        <translation>De “{text}” no queda nada al quitar lo que se perdona.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Set “punctuation: false” under “forgive”.</source>
        <translation>Pon “punctuation: false” en “forgive”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>This is a translation of “{value}”, which is not among the banks that are checked.</source>
        <translation>Esto es una traducción de “{value}”, que no está entre los bancos que se revisan.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Check both together: give their folder, or both files.</source>
        <translation>Revisa los dos juntos: indica su carpeta, o los dos archivos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>The bank that this one translates is in “{value}” too: {where}.</source>
        <translation>El banco del que este es traducción también está en “{value}”: {where}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Write the language of the translation, such as “es”.</source>
        <translation>Escribe el idioma de la traducción, por ejemplo “es”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>“{value}” is a translation itself.</source>
        <translation>“{value}” también es una traducción.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Name the bank that it was translated from: “{expected}”.</source>
        <translation>Indica el banco del que se tradujo: “{expected}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>This bank and “{value}” each name the other as the one that they translate.</source>
        <translation>Este banco y “{value}” se señalan el uno al otro como el que traducen.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Leave out “translation_of” in the one that was written first.</source>
        <translation>Quita “translation_of” del que se escribió primero.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>“{value}” is translated into “{language}” already: {where}.</source>
        <translation>“{value}” ya está traducido a “{language}”: {where}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Keep one of the two, or give them different languages.</source>
        <translation>Deja uno de los dos, o dales idiomas distintos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>The translation has no question “{value}”; it stands in {where}.</source>
        <translation>La traducción no tiene la pregunta “{value}”; está en {where}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Translate it, and keep its id.</source>
        <translation>Tradúcela, y conserva su id.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>The bank that is translated has no question “{value}”.</source>
        <translation>El banco original no tiene la pregunta “{value}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Give it the id of the question that it translates, or leave it out.</source>
        <translation>Dale el id de la pregunta que traduce, o quítala.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>The questions stand in another order than in {where}.</source>
        <translation>Las preguntas están en otro orden que en {where}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Put this one after “{value}”.</source>
        <translation>Pon esta después de “{value}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Put this one first.</source>
        <translation>Pon esta al principio.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>“{name}” is not translated; it stands in {where}.</source>
        <translation>“{name}” no está traducido; está en {where}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Translate it.</source>
        <translation>Tradúcelo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>“{name}” stands here, but not in the bank that is translated ({where}).</source>
        <translation>“{name}” está aquí, pero no en el banco original ({where}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Add it there, or leave it out here.</source>
        <translation>Agrégalo allí, o quítalo de aquí.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>The number of “{name}” is {count} here, and {expected} in {where}.</source>
        <translation>El número de “{name}” es {count} aquí, y {expected} en {where}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Write as many, in the same order.</source>
        <translation>Escribe la misma cantidad, en el mismo orden.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>“{name}” is {value} here, and {expected} in {where}.</source>
        <translation>“{name}” es {value} aquí, y {expected} en {where}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Write the same in both.</source>
        <translation>Escribe lo mismo en los dos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>The key is another one than in {where}.</source>
        <translation>La clave es distinta de la de {where}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Write “{expected}”, or change the order of what it is chosen from.</source>
        <translation>Escribe “{expected}”, o cambia el orden de aquello entre lo que se elige.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>The text has {count} paragraphs, and {expected} in {where}.</source>
        <translation>El número de párrafos del texto es {count}, y {expected} en {where}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Write the same paragraphs, as they are numbered alike.</source>
        <translation>Escribe los mismos párrafos, porque se numeran igual.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>The text has {count} headings, and {expected} in {where}.</source>
        <translation>El número de títulos del texto es {count}, y {expected} en {where}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Write the same headings.</source>
        <translation>Escribe los mismos títulos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>The text has {count} images, and {expected} in {where}.</source>
        <translation>El número de imágenes del texto es {count}, y {expected} en {where}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Show the same images.</source>
        <translation>Muestra las mismas imágenes.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>The level “{value}” is not translated; it stands in {where}.</source>
        <translation>El nivel “{value}” no está traducido; está en {where}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>The bank that is translated has no level “{value}”.</source>
        <translation>El banco original no tiene el nivel “{value}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Give it the id of the level that it translates, or leave it out.</source>
        <translation>Dale el id del nivel que traduce, o quítalo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>This is the same text as in {where}.</source>
        <translation>Este es el mismo texto que en {where}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Translate it, where it is not meant to stay.</source>
        <translation>Tradúcelo, si no debe quedar igual.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>“{value}” is no tag of a language, so nothing is known of it.</source>
        <translation>“{value}” no es una etiqueta de idioma, así que no se sabe nada de él.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>By an estimate, the level “{value}” is no easier than the passage itself ({grade} and {expected}).</source>
        <translation>Según una estimación, el nivel “{value}” no es más fácil que el texto mismo ({grade} y {expected}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Write shorter sentences and shorter words, or give the level another id.</source>
        <translation>Escribe oraciones y palabras más cortas, o da otro id al nivel.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>By an estimate, the level “{value}” is as hard as the passage itself ({grade} and {expected}).</source>
        <translation>Según una estimación, el nivel “{value}” es tan difícil como el texto mismo ({grade} y {expected}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Make it easier, or harder, by the length of its sentences and words.</source>
        <translation>Hazlo más fácil, o más difícil, con el largo de sus oraciones y palabras.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>This is not YAML: {reason}.</source>
        <translation>Esto no es YAML: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Look at this line and the one above it.</source>
        <translation>Mira esta línea y la de arriba.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>There is a tab where only spaces can stand.</source>
        <translation>Hay una tabulación donde solo puede haber espacios.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Write spaces in place of it.</source>
        <translation>Escribe espacios en su lugar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>There is a second “: ” in the line.</source>
        <translation>Hay un segundo “: ” en la línea.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Put a text that contains “: ” in quotation marks.</source>
        <translation>Pon entre comillas un texto que contenga “: ”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A field (name: value) is expected here.</source>
        <translation>Aquí se espera un campo (nombre: valor).</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Write a space after “:”, or indent the line as deep as the text that it belongs to.</source>
        <translation>Escribe un espacio después de “:”, o dale a la línea la misma sangría que al texto al que pertenece.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>There is no space after “-”.</source>
        <translation>No hay ningún espacio después de “-”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Write a space after it.</source>
        <translation>Escribe un espacio después.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>“{sign}” is not read as “{right}”.</source>
        <translation>“{sign}” no se lee como “{right}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Write “{right}” and a space in its place.</source>
        <translation>Escribe en su lugar “{right}” y un espacio.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>There is a space in this line that is not an ordinary one.</source>
        <translation>En esta línea hay un espacio que no es un espacio común.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A curly quotation mark (such as “) begins or ends no text: only straight ones do (&quot; or &apos;).</source>
        <translation>Una comilla curva (como “) no abre ni cierra un texto: solo lo hacen las rectas (&quot; o &apos;).</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Put straight quotation marks before and after the whole text; curly ones may stand inside of it.</source>
        <translation>Pon comillas rectas antes y después de todo el texto; las curvas pueden quedar dentro.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>The text is between &apos;…&apos;, so the apostrophe in it ends it.</source>
        <translation>El texto está entre &apos;…&apos;, así que el apóstrofo que contiene lo termina.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Put the text between &quot;…&quot;, or write the apostrophe twice.</source>
        <translation>Pon el texto entre &quot;…&quot;, o escribe el apóstrofo dos veces.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A text of several lines after “{name}:” needs “|” before it.</source>
        <translation>Un texto de varias líneas después de “{name}:” necesita antes “|”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Write “{name}: |”, and the whole text below it, indented.</source>
        <translation>Escribe “{name}: |”, y debajo todo el texto, con sangría.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A text cannot begin with “- ”, and a list cannot begin in this line.</source>
        <translation>Un texto no puede empezar con “- ”, y una lista no puede empezar en esta línea.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Put the text in quotation marks, or begin the list on the next line.</source>
        <translation>Pon el texto entre comillas, o empieza la lista en la línea siguiente.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>There is more in the line after a closing quotation mark or bracket.</source>
        <translation>En la línea hay algo más después de unas comillas o un corchete de cierre.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Put the whole text in quotation marks of another kind: &quot;…&quot; or &apos;…&apos;.</source>
        <translation>Pon todo el texto entre comillas de otro tipo: &quot;…&quot; o &apos;…&apos;.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>In a text between &quot;…&quot;, a backslash (\) begins a special character.</source>
        <translation>En un texto entre &quot;…&quot;, una barra invertida (\) empieza un carácter especial.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Write the backslash twice, or put the text between &apos;…&apos;.</source>
        <translation>Escribe la barra invertida dos veces, o pon el texto entre &apos;…&apos;.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A quotation mark is opened in this line and not closed.</source>
        <translation>En esta línea se abren unas comillas que no se cierran.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Close it, or put the whole text in quotation marks of another kind: &quot;…&quot; or &apos;…&apos;.</source>
        <translation>Ciérralas, o pon todo el texto entre comillas de otro tipo: &quot;…&quot; o &apos;…&apos;.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A bracket is opened in this line and not closed.</source>
        <translation>En esta línea se abre un corchete o una llave que no se cierra.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Close it, write “,” between its entries, or put the whole text in quotation marks.</source>
        <translation>Ciérralo, escribe “,” entre sus entradas, o pon todo el texto entre comillas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>The line does not fit its surroundings.</source>
        <translation>La línea no encaja con las que la rodean.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Indent it like its neighbors, and write a space after “-” and “:”.</source>
        <translation>Dale la misma sangría que a sus vecinas, y escribe un espacio después de “-” y de “:”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A character in this line cannot stand there in a text without quotation marks.</source>
        <translation>Un carácter de esta línea no puede estar ahí en un texto sin comillas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Put the whole text in quotation marks.</source>
        <translation>Pon todo el texto entre comillas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>The file is nested more than {limit} levels deep.</source>
        <translation>El archivo tiene más de {limit} niveles, unos dentro de otros.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A bank needs no more than seven.</source>
        <translation>Un banco no necesita más de siete.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Something here has more than {limit} fields.</source>
        <translation>Aquí algo tiene más de {limit} campos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Make each name: value an entry (-) of a list.</source>
        <translation>Haz de cada “nombre: valor” una entrada (-) de una lista.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>The file has more than {limit} entries.</source>
        <translation>El archivo tiene más de {limit} entradas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>This text has more than {limit} characters.</source>
        <translation>Este texto tiene más de {limit} caracteres.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Shorten it.</source>
        <translation>Acórtalo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A text cannot begin with “&amp;”, and anchors (&amp;name) are not read.</source>
        <translation>Un texto no puede empezar con “&amp;”, y las anclas (&amp;name) no se leen.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Put the text in quotation marks.</source>
        <translation>Pon el texto entre comillas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A text cannot begin with “*”, and aliases (*name) are not read.</source>
        <translation>Un texto no puede empezar con “*”, y los alias (*name) no se leen.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A text cannot begin with “!”, and tags (!name) are not read.</source>
        <translation>Un texto no puede empezar con “!”, y las etiquetas (!name) no se leen.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A second document begins here (---).</source>
        <translation>Aquí empieza un segundo documento (---).</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Put each bank in a file of its own, or take the line away.</source>
        <translation>Pon cada banco en su propio archivo, o quita la línea.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A bracket or “? ” stands where the name of a field is expected.</source>
        <translation>Hay un corchete, una llave o “? ” donde se espera el nombre de un campo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Write a name, or put the whole text in quotation marks.</source>
        <translation>Escribe un nombre, o pon todo el texto entre comillas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>“{name}” is written twice, first in line {line}.</source>
        <translation>“{name}” está escrito dos veces; la primera, en la línea {line}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>“{name}” says the same as “{other}”.</source>
        <translation>“{name}” dice lo mismo que “{other}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>The list [ ] is cut at the comma in “{text}”, into {count} entries.</source>
        <translation>La lista [ ] se corta en la coma de “{text}”, en {count} entradas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Put a text with a comma in quotation marks; where two entries are meant, write a space after the comma.</source>
        <translation>Pon entre comillas un texto que tenga una coma; si son dos entradas, escribe un espacio después de la coma.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>What stands after “ #” is a comment and not part of the text: “{text}”.</source>
        <translation>Lo que está después de “ #” es un comentario y no forma parte del texto: “{text}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Put the whole text in quotation marks; where a comment is meant, write it on a line of its own.</source>
        <translation>Pon todo el texto entre comillas; si es un comentario, escríbelo en una línea aparte.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>The paragraphs of this text run together, as there is no “|” after “{name}:”.</source>
        <translation>Los párrafos de este texto se juntan, porque no hay “|” después de “{name}:”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problems.py"/>
        <source>The same is wrong in lines {also_in}.</source>
        <translation>Lo mismo está mal en las líneas {also_in}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problems.py"/>
        <source>This is about the level “{in_level}”.</source>
        <translation>Esto es sobre el nivel “{in_level}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problems.py"/>
        <source>Then check again: more may be found.</source>
        <translation>Después revisa otra vez: puede que haya más errores.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problems.py"/>
        <source>warning</source>
        <translation>advertencia</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/evidence.py"/>
        <source>a list of sentences of the passage</source>
        <translation>una lista de oraciones del texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/evidence.py"/>
        <source>Paragraph {number}: {sentence}</source>
        <translation>Párrafo {number}: {sentence}</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/highlight_words.py"/>
        <source>a list of words, or of their numbers in the sentence, such as [2, 5]</source>
        <translation>una lista de palabras, o de sus números en la oración, como [2, 5]</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/highlight_words.py"/>
        <source>a number from 1 to {last}, or words that are in the sentence once</source>
        <translation>un número de 1 a {last}, o palabras que están una sola vez en la oración</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/inline_choice.py"/>
        <source>an option of a gap that has none</source>
        <translation>una opción de un espacio que no tiene ninguna</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/matching.py"/>
        <source>a map of prompts&apos; letters to options, such as {A: …, B: …}</source>
        <translation>las letras de los elementos con sus opciones, como {A: …, B: …}</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/numeric.py"/>
        <source>above 0</source>
        <translation>mayor que 0</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/numeric.py"/>
        <source>above 0 and below 1</source>
        <translation>mayor que 0 y menor que 1</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/numeric.py"/>
        <source>a text, such as {example}</source>
        <translation>un texto, como {example}</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/open_response.py"/>
        <source>from 0 to 10000</source>
        <translation>de 0 a 10000</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/open_response.py"/>
        <source>a text, or a map such as {text: …, A: 2}</source>
        <translation>un texto, o campos como {text: …, A: 2}</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/open_response.py"/>
        <source>a map with the “text” that was written</source>
        <translation>un grupo de campos con el “text” que se escribió</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/open_response.py"/>
        <source>the points of a level, one of {points}</source>
        <translation>los puntos de un nivel, uno de estos valores: {points}</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/ordering.py"/>
        <source>each letter from {first} to {last} once, such as [B, A, C]</source>
        <translation>cada letra de {first} a {last} una vez, como [B, A, C]</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/true_false.py"/>
        <source>True</source>
        <translation>Verdadero</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/true_false.py"/>
        <source>False</source>
        <translation>Falso</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/true_false.py"/>
        <source>The passage does not say</source>
        <translation>El texto no lo dice</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/true_false.py"/>
        <source>t</source>
        <translation>v</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/true_false.py"/>
        <source>f</source>
        <translation>f</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/true_false.py"/>
        <source>n</source>
        <translation>n</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/two_part.py"/>
        <source>a map with the answers to both parts, such as {a: …, b: …}</source>
        <translation>las respuestas a las dos partes, como {a: …, b: …}</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/two_part.py"/>
        <source>a or b</source>
        <translation>a o b</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/word_bank.py"/>
        <source>each word once at most</source>
        <translation>cada palabra una vez como máximo</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/annotations.py"/>
        <source>Yellow</source>
        <translation>Amarillo</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/annotations.py"/>
        <source>Green</source>
        <translation>Verde</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/annotations.py"/>
        <source>Blue</source>
        <translation>Azul</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/annotations.py"/>
        <source>Pink</source>
        <translation>Rosado</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/annotations.py"/>
        <source>Yellow highlight</source>
        <translation>Resaltado amarillo</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/annotations.py"/>
        <source>Green highlight</source>
        <translation>Resaltado verde</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/annotations.py"/>
        <source>Blue highlight</source>
        <translation>Resaltado azul</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/annotations.py"/>
        <source>Pink highlight</source>
        <translation>Resaltado rosado</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/annotations.py"/>
        <source>Not in this version of the text</source>
        <translation>No está en esta versión del texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/annotations.py"/>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Paragraph {number}</source>
        <translation>Párrafo {number}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/annotations.py"/>
        <source>Note</source>
        <translation>Nota</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>Earlier tries</source>
        <translation>Intentos anteriores</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Your answer</source>
        <translation>Tu respuesta</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>How sure</source>
        <translation>Tu seguridad</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <location filename="../../quizapp/reports/history_report.py"/>
        <location filename="../../quizapp/reports/reading.py"/>
        <source>Time</source>
        <translation>Tiempo</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Rating</source>
        <translation>Valoración</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>Your teacher</source>
        <translation>Tu docente</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>Your note</source>
        <translation>Tu nota</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>Passage</source>
        <translation>Texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>Reading level</source>
        <translation>Nivel de lectura</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Mode</source>
        <translation>Modo</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <location filename="../../quizapp/services/desk/paper_feedback.py"/>
        <source>Time taken</source>
        <translation>Tiempo usado</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>Time limit</source>
        <translation>Límite de tiempo</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>Conditions</source>
        <translation>Condiciones</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>Checks taken back</source>
        <translation>Comprobaciones anuladas</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>By skill</source>
        <translation>Por habilidad</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>not counted</source>
        <translation>no cuenta</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>not marked yet</source>
        <translation>todavía sin calificar</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>{points}, counted {weight} times</source>
        <translation>{points}; cuenta {weight} veces</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>chosen, right</source>
        <translation>elegida, correcta</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>chosen, not right</source>
        <translation>elegida, incorrecta</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>right, not chosen</source>
        <translation>correcta, sin elegir</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Right so far: {labels}</source>
        <translation>Correctas hasta ahora: {labels}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>{points}, in {time}</source>
        <translation>{points}, en {time}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Results</source>
        <translation>Resultados</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Time ran out. The answers you had given by then count.</source>
        <translation>Se acabó el tiempo. Cuentan las respuestas que ya habías dado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Reading level: {levels}</source>
        <translation>Nivel de lectura: {levels}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>How sure you were</source>
        <translation>Tu seguridad</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Not marked yet: questions {numbers}</source>
        <translation>
            <numerusform>Todavía sin calificar: pregunta {numbers}</numerusform>
            <numerusform>Todavía sin calificar: preguntas {numbers}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Not done: questions {numbers}</source>
        <translation>
            <numerusform>Sin hacer: pregunta {numbers}</numerusform>
            <numerusform>Sin hacer: preguntas {numbers}</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Nothing was missed.</source>
        <translation>No se te escapó nada.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Nothing was answered.</source>
        <translation>No se respondió nada.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Missed: {count} of {done}</source>
        <translation>Falladas: {count} de {done}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>On {label}:</source>
        <translation>Sobre {label}:</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>On your answer:</source>
        <translation>Sobre tu respuesta:</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>not sorted</source>
        <translation>sin clasificar</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>you: {answer}</source>
        <translation>tú: {answer}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>The right order:</source>
        <translation>El orden correcto:</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>the right answer</source>
        <translation>la respuesta correcta</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>On “{part}”:</source>
        <translation>Sobre “{part}”:</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Sorted right: {right} of %n statements</source>
        <translation>
            <numerusform>Bien clasificada: {right} de %n afirmación</numerusform>
            <numerusform>Bien clasificadas: {right} de %n afirmaciones</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>is ↓  sorted as →</source>
        <translation>es ↓  clasificada como →</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>{count} as {category}</source>
        <translation>{count} como {category}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/feedback.py"/>
        <source>Your teacher set these points: {why}</source>
        <translation>Tu docente puso estos puntos: {why}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/feedback.py"/>
        <source>in the passage</source>
        <translation>en el texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>missing</source>
        <translation>falta</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>handed in</source>
        <translation>entregado</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>to be decided</source>
        <translation>por decidir</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>points</source>
        <translation>puntos</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>of</source>
        <translation>de</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>percent</source>
        <translation>porcentaje</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>state</source>
        <translation>estado</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>A gradebook cannot be saved as “{ending}”.</source>
        <translation>Un libro de calificaciones no se puede guardar como “{ending}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>End its name with .csv, .xlsx or .json.</source>
        <translation>Termina su nombre con .csv, .xlsx o .json.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>name</source>
        <translation>nombre</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>{state}, late</source>
        <translation>{state}, con retraso</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Reading report</source>
        <translation>Informe de lectura</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Only attempts at banks with “{words}” in their title.</source>
        <translation>Solo intentos de bancos con “{words}” en el título.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>There is no attempt at a bank with “{words}” in its title.</source>
        <translation>No hay ningún intento de un banco con “{words}” en el título.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>No bank has been taken yet.</source>
        <translation>Todavía no se ha hecho ningún banco.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Attempts from</source>
        <translation>Intentos desde</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Finished</source>
        <translation>Terminados</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Questions answered</source>
        <translation>Preguntas respondidas</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Time spent</source>
        <translation>Tiempo dedicado</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Not finished</source>
        <translation>Sin terminar</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Marks by skill</source>
        <translation>Calificaciones por habilidad</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>A dot is an attempt; the line is the marks of each month together.</source>
        <translation>Un punto es un intento; la línea muestra juntas las calificaciones de cada mes.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Marks over time</source>
        <translation>Calificaciones a lo largo del tiempo</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Strong skills, and skills to practice</source>
        <translation>Habilidades fuertes y habilidades por practicar</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>In words</source>
        <translation>En palabras</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Often mixed up, in the last %n attempts</source>
        <translation>
            <numerusform>Confusiones frecuentes, en el último intento</numerusform>
            <numerusform>Confusiones frecuentes, en los últimos %n intentos</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Attempts: {count}</source>
        <translation>Intentos: {count}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Started</source>
        <translation>Inicio</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Bank</source>
        <translation>Banco</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Score</source>
        <translation>Puntuación</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Locate</source>
        <translation>Ubicar</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Interpret</source>
        <translation>Interpretar</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Evaluate</source>
        <translation>Evaluar</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Distinguish</source>
        <translation>Distinguir</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Vocabulary</source>
        <translation>Vocabulario</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Single choice</source>
        <translation>Opción única</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Multiple choice</source>
        <translation>Opción múltiple</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>True or false</source>
        <translation>Verdadero o falso</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Table</source>
        <translation>Tabla</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Sort into categories</source>
        <translation>Clasificar en categorías</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Match</source>
        <translation>Relacionar</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Put in order</source>
        <translation>Poner en orden</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Short answer</source>
        <translation>Respuesta corta</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Number or date</source>
        <translation>Número o fecha</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Fill the gaps</source>
        <translation>Llenar los espacios</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Choose for each gap</source>
        <translation>Elegir en cada espacio</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Words into gaps</source>
        <translation>Palabras en espacios</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Select sentences</source>
        <translation>Seleccionar oraciones</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Select words</source>
        <translation>Seleccionar palabras</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Two parts</source>
        <translation>Dos partes</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Written answer</source>
        <translation>Respuesta escrita</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>This misreads the right place in the passage.</source>
        <translation>Esto interpreta mal el lugar correcto del texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>This rests on another place in the passage.</source>
        <translation>Esto se apoya en otro lugar del texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Nothing in the passage supports this.</source>
        <translation>Nada en el texto apoya esto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Notes</source>
        <translation>Notas</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Highlighter</source>
        <translation>Resaltador</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Line ruler</source>
        <translation>Regla de lectura</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Words with a meaning</source>
        <translation>Palabras explicadas</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Find in the passage</source>
        <translation>Buscar en el texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Crossing out options</source>
        <translation>Tachar opciones</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Read aloud</source>
        <translation>Leer en voz alta</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Practice</source>
        <translation>Práctica</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Test</source>
        <translation>Prueba</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Review</source>
        <translation>Repaso</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Not very sure</source>
        <translation>Poca seguridad</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Fairly sure</source>
        <translation>Bastante seguridad</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Very sure</source>
        <translation>Mucha seguridad</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>about {minutes} min</source>
        <translation>cerca de {minutes} min</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} min {seconds} s</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Check one box.</source>
        <translation>Marca una casilla.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Check each box that is right. There can be one or several.</source>
        <translation>Marca todas las casillas correctas. Puede haber una o varias.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Check one box in each row.</source>
        <translation>Marca una casilla en cada fila.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write the letter of one of these into each box.</source>
        <translation>Escribe en cada casilla la letra de uno de estos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>You can use a letter more than once.</source>
        <translation>Puedes usar una letra más de una vez.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Use each letter once at most.</source>
        <translation>Usa cada letra una vez como máximo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write the letter that belongs to it into each box.</source>
        <translation>Escribe en cada casilla la letra que le corresponde.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Number the boxes in the right order, from 1 to {last}.</source>
        <translation>Numera las casillas en el orden correcto, de 1 a {last}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write a word or a few.</source>
        <translation>Escribe una palabra o unas pocas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write a date.</source>
        <translation>Escribe una fecha.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write a number with its unit.</source>
        <translation>Escribe un número con su unidad.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write a number.</source>
        <translation>Escribe un número.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write into each gap.</source>
        <translation>Escribe en cada espacio.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Check one box in each pair of brackets.</source>
        <translation>Marca una casilla en cada par de corchetes.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write the letter of a word into each gap.</source>
        <translation>Escribe en cada espacio la letra de una palabra.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>This question is about the sentences of the text, so it stays empty here.</source>
        <translation>Esta pregunta es sobre las oraciones del texto, así que aquí queda vacía.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Underline %n sentences in the text, and write their numbers on the line.</source>
        <translation>
            <numerusform>Subraya %n oración del texto, y escribe su número en la línea.</numerusform>
            <numerusform>Subraya %n oraciones del texto, y escribe sus números en la línea.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Underline one or more sentences in the text, and write their numbers on the line.</source>
        <translation>Subraya una o más oraciones del texto, y escribe sus números en la línea.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Choose from paragraph {number}.</source>
        <translation>Elige del párrafo {number}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Choose from the paragraphs {numbers}.</source>
        <translation>Elige de los párrafos {numbers}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Circle the words.</source>
        <translation>Encierra las palabras en un círculo.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write {least} to %n words or so.</source>
        <translation>
            <numerusform>Escribe de {least} a %n palabra, más o menos.</numerusform>
            <numerusform>Escribe de {least} a %n palabras, más o menos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write at least %n words.</source>
        <translation>
            <numerusform>Escribe al menos %n palabra.</numerusform>
            <numerusform>Escribe al menos %n palabras.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write at most %n words.</source>
        <translation>
            <numerusform>Escribe %n palabra como máximo.</numerusform>
            <numerusform>Escribe %n palabras como máximo.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write your answer on the lines.</source>
        <translation>Escribe tu respuesta en las líneas.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/paper_sheet.py"/>
        <source>%n minutes</source>
        <translation>
            <numerusform>%n minuto</numerusform>
            <numerusform>%n minutos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/paper_sheet.py"/>
        <source>%n minutes for each text</source>
        <translation>
            <numerusform>%n minuto para cada texto</numerusform>
            <numerusform>%n minutos para cada texto</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_sheet.py"/>
        <source>{minutes} minutes</source>
        <translation>{minutes} minutos</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_sheet.py"/>
        <source>{minutes} minutes for each text</source>
        <translation>{minutes} minutos para cada texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_sheet.py"/>
        <location filename="../../quizapp/terminal/showing.py"/>
        <source>{points}, all or nothing</source>
        <translation>{points}, todo o nada</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_sheet.py"/>
        <source>written answer</source>
        <translation>respuesta escrita</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_sheet.py"/>
        <source>Right within ± {tolerance}.</source>
        <translation>Correcta con un margen de ± {tolerance}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_sheet.py"/>
        <source>{share} % of the points within ± {within}.</source>
        <translation>El {share} % de los puntos con un margen de ± {within}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_sheet.py"/>
        <source>Gap {number}, what counts: {texts}</source>
        <translation>Espacio {number}, lo que vale: {texts}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_sheet.py"/>
        <source>What counts: {texts}</source>
        <translation>Lo que vale: {texts}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/progress_text.py"/>
        <source>Strong</source>
        <translation>Fuerte</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/progress_text.py"/>
        <source>In between</source>
        <translation>Intermedia</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/progress_text.py"/>
        <source>Needs practice</source>
        <translation>Por practicar</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/progress_text.py"/>
        <source>Not enough yet</source>
        <translation>Aún faltan datos</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/progress_text.py"/>
        <source>Counts the last {last} times that you took a bank with questions on the skill. From {strong} % it is strong, below {weak} % it needs practice. With fewer than {questions} questions, or fewer than {attempts} attempts, there is not enough to tell yet.</source>
        <translation>Cuenta las últimas {last} veces que hiciste un banco con preguntas de la habilidad. Desde {strong} % es fuerte; por debajo de {weak} % hay que practicarla. Con menos de {questions} preguntas, o menos de {attempts} intentos, todavía no se puede saber.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/progress_text.py"/>
        <source>{points} so far. Not enough to tell yet.</source>
        <translation>{points} hasta ahora. Todavía no se puede saber.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/progress_text.py"/>
        <source>{points} in your last %n attempts ({percent}).</source>
        <translation>
            <numerusform>{points} en tu último intento ({percent}).</numerusform>
            <numerusform>{points} en tus últimos %n intentos ({percent}).</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/progress_text.py"/>
        <source>That is up from {percent} in the attempts before.</source>
        <translation>Es una subida desde {percent} en los intentos anteriores.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/progress_text.py"/>
        <source>That is down from {percent} in the attempts before.</source>
        <translation>Es una bajada desde {percent} en los intentos anteriores.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>grade {value} (Flesch–Kincaid)</source>
        <translation>grado {value} (Flesch–Kincaid)</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>ease {value} of 100 (Flesch)</source>
        <translation>facilidad {value} de 100 (Flesch)</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>ease {value} of 100 (Szigriszt-Pazos, INFLESZ: {band})</source>
        <translation>facilidad {value} de 100 (Szigriszt-Pazos, INFLESZ: {band})</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>ease {value} of 100 (Fernández Huerta, corrected)</source>
        <translation>facilidad {value} de 100 (Fernández Huerta, corregida)</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>ease {value} of 100 (Flesch for Portuguese, Martins and others: {band})</source>
        <translation>facilidad {value} de 100 (Flesch para portugués, Martins y colegas: {band})</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>very easy</source>
        <translation>muy fácil</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>quite easy</source>
        <translation>bastante fácil</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>easy</source>
        <translation>fácil</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>normal</source>
        <translation>normal</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>somewhat hard</source>
        <translation>algo difícil</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>hard</source>
        <translation>difícil</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>very hard</source>
        <translation>muy difícil</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>{count} grades easier</source>
        <translation>{count} grados más fácil</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>{count} grades harder</source>
        <translation>{count} grados más difícil</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>{count} points easier</source>
        <translation>{count} puntos más fácil</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>{count} points harder</source>
        <translation>{count} puntos más difícil</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/reading.py"/>
        <source>Time by paragraph</source>
        <translation>Tiempo por párrafo</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/reading.py"/>
        <source>Text on the screen</source>
        <translation>Texto en pantalla</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/reading.py"/>
        <source>Time by question</source>
        <translation>Tiempo por pregunta</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/reading.py"/>
        <source>Answered very quickly, worth a talk</source>
        <translation>Respondida muy rápido: conviene comentarla</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/reading.py"/>
        <source>Part</source>
        <translation>Parte</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/reading.py"/>
        <source>Reading time</source>
        <translation>Tiempo de lectura</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/reading.py"/>
        <source>{number}: {time}</source>
        <translation>{number}: {time}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/reading.py"/>
        <source>Answered within {time}, which is very quick. Worth a talk.</source>
        <translation>Respondida en {time}, que es muy rápido. Conviene comentarla.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>Right at a certainty of 1, 2 or 3 earns 1, 2 or 3 times the points of a question; wrong costs 0, 2 or 6 times.</source>
        <translation>Acertar con una seguridad de 1, 2 o 3 gana 1, 2 o 3 veces los puntos de una pregunta; fallar cuesta 0, 2 o 6 veces.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>Not sorted</source>
        <translation>Sin clasificar</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>How the statements were sorted</source>
        <translation>Cómo se clasificaron las afirmaciones</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>Belongs to ↓ was put into →</source>
        <translation>Es de ↓ se puso en →</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>Certainty</source>
        <translation>Seguridad</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>Share</source>
        <translation>Porcentaje</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>Points by certainty</source>
        <translation>Puntos por seguridad</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>{right} of {count}</source>
        <translation>{right} de {count}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>{name}: {right} of {count} right.</source>
        <translation>{name}: {right} de {count} correctas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>Points by certainty: {points}</source>
        <translation>Puntos por seguridad: {points}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>“Very sure” pays where at least 4 of 5 are right: look once more before you choose it.</source>
        <translation>“Mucha seguridad” conviene cuando al menos 4 de 5 son correctas: mira una vez más antes de elegirla.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>Much of what you were not very sure of was right: you can trust it more.</source>
        <translation>Muchas de las respuestas que diste con poca seguridad eran correctas: puedes confiar más en ti.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/tables.py"/>
        <source>{count} of %n statements that belong to “{name}” were read as “{other}”.</source>
        <translation>
            <numerusform>{count} de %n afirmación que es de “{name}” se leyó como “{other}”.</numerusform>
            <numerusform>{count} de %n afirmaciones que son de “{name}” se leyeron como “{other}”.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>No statement was read as anything else.</source>
        <translation>Ninguna afirmación se leyó como otra cosa.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/tables.py"/>
        <source>%n statements were not sorted.</source>
        <translation>
            <numerusform>%n afirmación quedó sin clasificar.</numerusform>
            <numerusform>%n afirmaciones quedaron sin clasificar.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>Correct</source>
        <translation>Correcta</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>Not correct</source>
        <translation>Incorrecta</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>Not answered</source>
        <translation>Sin responder</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>Not done</source>
        <translation>Sin hacer</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <location filename="../../quizapp/reports/words.py"/>
        <source>Not marked yet</source>
        <translation>Todavía sin calificar</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <location filename="../../quizapp/reports/words.py"/>
        <source>Handed in; your teacher marks it</source>
        <translation>Entregada; tu docente la califica</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>Not a complete answer</source>
        <translation>Respuesta incompleta</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>You had seen the answer</source>
        <translation>Ya habías visto la respuesta</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>{verdict}: {points}</source>
        <translation>{verdict}: {points}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>Handed in. Your teacher marks it.</source>
        <translation>Entregada. Tu docente la califica.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>You did not answer anything.</source>
        <translation>No respondiste nada.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>You got every answer right in the end.</source>
        <translation>Al final acertaste todas las respuestas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>You got every answer right, without help.</source>
        <translation>Acertaste todas las respuestas, sin ayuda.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>None of it is right yet. Look at each answer, then try again.</source>
        <translation>Todavía no hay nada correcto. Mira cada respuesta y vuelve a intentarlo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>None of it is right yet. Look at where each answer stands in the passage, then try again.</source>
        <translation>Todavía no hay nada correcto. Mira dónde está cada respuesta en el texto y vuelve a intentarlo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>You got everything right in “{skill}”.</source>
        <translation>Acertaste todo en “{skill}”.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>You got {right} of %n right.</source>
        <translation>
            <numerusform>Acertaste {right} de %n.</numerusform>
            <numerusform>Acertaste {right} de %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>Look at the %n that are not all right yet: the passage shows why.</source>
        <translation>
            <numerusform>Mira la que aún no está del todo bien: el texto muestra por qué.</numerusform>
            <numerusform>Mira las %n que aún no están del todo bien: el texto muestra por qué.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>Look at the %n that are not all right yet.</source>
        <translation>
            <numerusform>Mira la que aún no está del todo bien.</numerusform>
            <numerusform>Mira las %n que aún no están del todo bien.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/words.py"/>
        <source>{earned} of %n points</source>
        <translation>
            <numerusform>{earned} de %n punto</numerusform>
            <numerusform>{earned} de %n puntos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/words.py"/>
        <source>%n points</source>
        <translation>
            <numerusform>%n punto</numerusform>
            <numerusform>%n puntos</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>{points} points</source>
        <translation>{points} puntos</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>free</source>
        <translation>gratis</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>costs {percent} % of the points</source>
        <translation>cuesta el {percent} % de los puntos</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>This can&apos;t be read as an answer. Change it first; it costs you nothing.</source>
        <translation>Esto no se puede leer como respuesta. Cámbialo primero; no te cuesta nada.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>Something is still left out.</source>
        <translation>Todavía falta algo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>You have tried this already. Change it first.</source>
        <translation>Esto ya lo probaste. Cámbialo primero.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>Say how sure you are first.</source>
        <translation>Primero indica tu seguridad.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/words.py"/>
        <source>%n of {of} are open</source>
        <translation>
            <numerusform>falta %n de {of}</numerusform>
            <numerusform>faltan %n de {of}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/words.py"/>
        <source>%n checks taken back</source>
        <translation>
            <numerusform>%n comprobación anulada</numerusform>
            <numerusform>%n comprobaciones anuladas</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>You had seen the answer, so this can&apos;t earn full points anymore. It comes back in your review.</source>
        <translation>Ya habías visto la respuesta, así que esta pregunta ya no puede valer todos los puntos. Vuelve en tu repaso.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>All that you selected is right, but something is missing.</source>
        <translation>Todo lo que seleccionaste es correcto, pero falta algo.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/words.py"/>
        <source>Right: {right} of the %n that you selected.</source>
        <translation>
            <numerusform>Correctas: {right} de %n que seleccionaste.</numerusform>
            <numerusform>Correctas: {right} de las %n que seleccionaste.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>Not a complete answer yet</source>
        <translation>Respuesta todavía incompleta</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>Partly right</source>
        <translation>Correcta en parte</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>Not right yet</source>
        <translation>Todavía no es correcta</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/words.py"/>
        <source>%n tries are left.</source>
        <translation>
            <numerusform>Te queda %n intento.</numerusform>
            <numerusform>Te quedan %n intentos.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>What you get right now earns no more points.</source>
        <translation>Lo que aciertes ahora ya no gana más puntos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>What you get right now earns {share} of its points.</source>
        <translation>Lo que aciertes ahora gana {share} de sus puntos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>right {right}, wrong {wrong}</source>
        <translation>si aciertas {right}, si fallas {wrong}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>{name}: {points} by certainty</source>
        <translation>{name}: {points} por seguridad</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/words.py"/>
        <source>%n points not marked yet</source>
        <translation>
            <numerusform>%n punto todavía sin calificar</numerusform>
            <numerusform>%n puntos todavía sin calificar</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>{points} points not marked yet</source>
        <translation>{points} puntos todavía sin calificar</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>{factor} × the time</source>
        <translation>{factor} × el tiempo</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>one wrong answer left out of each question that has enough</source>
        <translation>una respuesta incorrecta menos en cada pregunta que tiene suficientes</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>the right answer: 1 × {points} = {earned}</source>
        <translation>la respuesta correcta: 1 × {points} = {earned}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>not the right answer: 0 × {points} = {earned}</source>
        <translation>no es la respuesta correcta: 0 × {points} = {earned}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>an accepted answer: {share} × {points} = {earned}</source>
        <translation>una respuesta aceptada: {share} × {points} = {earned}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>{shares} of {parts} right, partly right answers counted in part × {points} = {earned}</source>
        <translation>{shares} de {parts} correctas; las correctas en parte cuentan en parte × {points} = {earned}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>not an accepted answer: 0 × {points} = {earned}</source>
        <translation>no es una respuesta aceptada: 0 × {points} = {earned}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>({right} right − {wrong} wrong) ÷ {keys} × {points} = {earned}</source>
        <translation>({right} correctas − {wrong} incorrectas) ÷ {keys} × {points} = {earned}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>({right} right − {wrong} wrong) ÷ {keys} × {points}, but never below 0 = {earned}</source>
        <translation>({right} correctas − {wrong} incorrectas) ÷ {keys} × {points}, pero nunca menos de 0 = {earned}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>exactly the {keys}: 1 × {points} = {earned}</source>
        <translation>justo {keys}: 1 × {points} = {earned}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>not exactly the {keys} ({right} right, {wrong} wrong): 0 × {points} = {earned}</source>
        <translation>no son justo {keys} ({right} correctas, {wrong} incorrectas): 0 × {points} = {earned}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>{right} of {of} right × {points} = {earned}</source>
        <translation>{right} de {of} correctas × {points} = {earned}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>all {of} right: 1 × {points} = {earned}</source>
        <translation>las {of} correctas: 1 × {points} = {earned}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>{right} of {of} right, not all: 0 × {points} = {earned}</source>
        <translation>{right} de {of} correctas, no todas: 0 × {points} = {earned}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>{right} of {of} in the right place × {points} = {earned}</source>
        <translation>{right} de {of} en el lugar correcto × {points} = {earned}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>(1 − {away} away ÷ {of} at most) × {points} = {earned}</source>
        <translation>(1 − {away} de distancia ÷ {of} como máximo) × {points} = {earned}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>part A {a} + part B {b} = {earned}</source>
        <translation>parte A {a} + parte B {b} = {earned}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>part A {a}, and part B does not count as part A is not right = {earned}</source>
        <translation>parte A {a}, y la parte B no cuenta porque la parte A no es correcta = {earned}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>{right} of {of} points of the rubric × {points} = {earned}</source>
        <translation>{right} de {of} puntos de la rúbrica × {points} = {earned}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>set by your teacher: {earned} of {points}</source>
        <translation>puestos por tu docente: {earned} de {points}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>full points, by your teacher: 1 × {points} = {earned}</source>
        <translation>todos los puntos, por decisión de tu docente: 1 × {points} = {earned}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>({right} in the right order − 1) ÷ ({of} items − 1) × {points} = {earned}</source>
        <translation>({right} en el orden correcto − 1) ÷ ({of} elementos − 1) × {points} = {earned}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/working.py"/>
        <source>{earned} − {lost} for %n tries before = {left}</source>
        <translation>
            <numerusform>{earned} − {lost} por %n intento anterior = {left}</numerusform>
            <numerusform>{earned} − {lost} por %n intentos anteriores = {left}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/working.py"/>
        <source>{earned} − {lost} for %n hints = {left}</source>
        <translation>
            <numerusform>{earned} − {lost} por %n pista = {left}</numerusform>
            <numerusform>{earned} − {lost} por %n pistas = {left}</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>{earned} − {lost} because you had seen the answer = {left}</source>
        <translation>{earned} − {lost} porque ya habías visto la respuesta = {left}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/working.py"/>
        <source>%n right answers</source>
        <translation>
            <numerusform>%n respuesta correcta</numerusform>
            <numerusform>%n respuestas correctas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/working.py"/>
        <source>%n places</source>
        <translation>
            <numerusform>%n lugar</numerusform>
            <numerusform>%n lugares</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>This name is not on the list of the class.</source>
        <translation>Este nombre no está en la lista de la clase.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>Pick another one.</source>
        <translation>Elige otro.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>This cannot be a name.</source>
        <translation>Esto no puede ser un nombre.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>Type your name, with at most 100 letters.</source>
        <translation>Escribe tu nombre, con 100 letras como máximo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>Several people are called “{name}”.</source>
        <translation>Varias personas se llaman “{name}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>Pick your name from the list.</source>
        <translation>Elige tu nombre en la lista.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>“{name}” is not on the list of the class.</source>
        <translation>“{name}” no está en la lista de la clase.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>Pick your name, or ask your teacher.</source>
        <translation>Elige tu nombre, o pregunta a tu docente.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>You have begun this assignment as {name}.</source>
        <translation>Empezaste esta tarea con el nombre {name}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>If you are not {name}, change the learner.</source>
        <translation>Si {name} no es tu nombre, cambia de estudiante.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>There is no name yet.</source>
        <translation>Todavía no hay ningún nombre.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>Pick your name first.</source>
        <translation>Primero elige tu nombre.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>You have begun this part already.</source>
        <translation>Ya empezaste esta parte.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>Go on with it.</source>
        <translation>Sigue con ella.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>You have not begun this part yet.</source>
        <translation>Todavía no has empezado esta parte.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>Begin it.</source>
        <translation>Empiézala.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>This part is over.</source>
        <translation>Esta parte terminó.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>Hand it in.</source>
        <translation>Entrégala.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>This reopening is for another assignment.</source>
        <translation>Esta reapertura es para otra tarea.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <location filename="../../quizapp/services/assignment_feedback.py"/>
        <source>Open the file for this one.</source>
        <translation>Abre el archivo que es para esta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>This reopening is for {name}.</source>
        <translation>Esta reapertura es para {name}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <location filename="../../quizapp/services/assignment_feedback.py"/>
        <source>Open the file that is for you.</source>
        <translation>Abre el archivo que es para ti.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>This reopening is not for what you handed in last.</source>
        <translation>Esta reapertura no es para lo último que entregaste.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>Ask your teacher for a new one, if you need it.</source>
        <translation>Pide una nueva a tu docente, si la necesitas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>You have handed this in already.</source>
        <translation>Ya entregaste esto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>Ask your teacher for a reopening if you have to go on with it.</source>
        <translation>Pide a tu docente una reapertura si tienes que seguir con esto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignment_feedback.py"/>
        <source>There is newer feedback than this already.</source>
        <translation>Ya hay comentarios más nuevos que estos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignment_feedback.py"/>
        <source>Look at what is there.</source>
        <translation>Mira los que hay.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignment_feedback.py"/>
        <source>This feedback is on another assignment.</source>
        <translation>Estos comentarios son sobre otra tarea.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignment_feedback.py"/>
        <source>This feedback is for {name}.</source>
        <translation>Estos comentarios son para {name}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignment_feedback.py"/>
        <source>This feedback does not fit what you handed in.</source>
        <translation>Estos comentarios no corresponden a lo que entregaste.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignment_offers.py"/>
        <source>Nobody has handed in “{title}” here.</source>
        <translation>Aquí nadie ha entregado “{title}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignment_offers.py"/>
        <source>Open this file where it was handed in.</source>
        <translation>Abre este archivo donde se hizo la entrega.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignment_places.py"/>
        <source>The assignments of this learner cannot be deleted: {reason}.</source>
        <translation>No se pueden eliminar las tareas de este estudiante: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignment_places.py"/>
        <source>Delete them in the folder {assignments}.</source>
        <translation>Elimínalas en la carpeta {assignments}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignments.py"/>
        <source>“{title}” is from another teacher’s desk than before, with the same id.</source>
        <translation>“{title}” viene de otro escritorio docente que antes, con el mismo id.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignments.py"/>
        <source>Ask your teacher which file is the right one.</source>
        <translation>Pregunta a tu docente cuál es el archivo correcto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignments.py"/>
        <source>“{title}” has changed since you opened it first.</source>
        <translation>“{title}” ha cambiado desde que la abriste por primera vez.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignments.py"/>
        <source>Ask your teacher to hand it out as a new assignment.</source>
        <translation>Pide a tu docente que la reparta como una tarea nueva.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignments.py"/>
        <source>This assignment was not opened here.</source>
        <translation>Esta tarea no se abrió aquí.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignments.py"/>
        <source>Open its file.</source>
        <translation>Abre su archivo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignments.py"/>
        <source>The disk has damaged this assignment.</source>
        <translation>El disco dañó esta tarea.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignments.py"/>
        <source>Open its file again.</source>
        <translation>Abre otra vez su archivo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignments.py"/>
        <location filename="../../quizapp/storage/backup.py"/>
        <location filename="../../quizapp/storage/checking.py"/>
        <location filename="../../quizapp/storage/database.py"/>
        <source>{file} is damaged.</source>
        <translation>{file} está dañado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/bank_entries.py"/>
        <source>Without a text</source>
        <translation>Sin texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/bank_snapshot.py"/>
        <source>“{title}” cannot be shown as it was: the disk has damaged it.</source>
        <translation>“{title}” no se puede mostrar como era: el disco lo dañó.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/bank_snapshot.py"/>
        <source>Its answers are kept. Take the bank again, unchanged, to see them.</source>
        <translation>Sus respuestas se conservan. Para verlas, haz otra vez el banco, sin cambios.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/bank_snapshot.py"/>
        <source>“{title}” is not the bank that was taken.</source>
        <translation>“{title}” no es el banco que se hizo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/bank_snapshot.py"/>
        <source>Open the assignment again.</source>
        <translation>Abre otra vez la tarea.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/bank_snapshot.py"/>
        <source>“{title}” cannot be shown as it was: this version of Quizapp reads banks in another way.</source>
        <translation>“{title}” no se puede mostrar como era: esta versión de Quizapp lee los bancos de otra manera.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/bank_snapshot.py"/>
        <source>Its answers are kept. Show it with the version with which it was taken.</source>
        <translation>Sus respuestas se conservan. Para verlo, usa la versión con la que se hizo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>“{title}” has no question “{question}”.</source>
        <translation>“{title}” no tiene la pregunta “{question}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>List its questions, and choose one of them.</source>
        <translation>Mira la lista de sus preguntas, y elige una de ellas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>No question is chosen.</source>
        <translation>No se eligió ninguna pregunta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>Choose a bank or some of its questions.</source>
        <translation>Elige un banco o algunas de sus preguntas.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>%n questions are too many.</source>
        <translation>
            <numerusform>%n pregunta es demasiado.</numerusform>
            <numerusform>%n preguntas son demasiadas.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>Choose at most {most}.</source>
        <translation>Elige {most} como máximo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>without a skill</source>
        <translation>sin habilidad</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>%n questions: {skills}.</source>
        <translation>
            <numerusform>%n pregunta: {skills}.</numerusform>
            <numerusform>%n preguntas: {skills}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>Evidence in {touched} of %n sentences.</source>
        <translation>
            <numerusform>Evidencia en {touched} de %n oración.</numerusform>
            <numerusform>Evidencia en {touched} de %n oraciones.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>Nothing on: {skills}.</source>
        <translation>Nada sobre: {skills}.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>You rate %n.</source>
        <translation>
            <numerusform>Tú valoras %n.</numerusform>
            <numerusform>Tú valoras %n.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>The date to hand in by is over already.</source>
        <translation>La fecha de entrega ya pasó.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>There are %n assignments “{name}”.</source>
        <translation>
            <numerusform>Hay %n tarea “{name}”.</numerusform>
            <numerusform>Hay %n tareas “{name}”.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>Name one by its id: {known}.</source>
        <translation>Indica una por su id: {known}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>List them: quizapp assign</source>
        <translation>Para ver la lista: quizapp assign</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>There is no assignment “{name}”.</source>
        <translation>No hay ninguna tarea “{name}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>Nobody is in the class {name}, so nobody could hand in.</source>
        <translation>No hay nadie en la clase {name}, así que nadie podría entregar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>Put learners into it first, or let others type a name.</source>
        <translation>Primero agrega estudiantes, o permite que otras personas escriban un nombre.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>“{title}” cannot be handed out: {problem}</source>
        <translation>“{title}” no se puede repartir: {problem}</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>time</source>
        <translation>tiempo</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>read aloud</source>
        <translation>lectura en voz alta</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>reading level</source>
        <translation>nivel de lectura</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>text size</source>
        <translation>tamaño del texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>theme</source>
        <translation>tema</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>no limit</source>
        <translation>sin límite</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>yes</source>
        <translation>sí</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>system</source>
        <translation>sistema</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>light</source>
        <translation>claro</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>dark</source>
        <translation>oscuro</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>cream</source>
        <translation>crema</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>contrast</source>
        <translation>contraste</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>{file}, line {line}: {problem}</source>
        <translation>{file}, línea {line}: {problem}</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>{file}: {problem}</source>
        <translation>{file}: {problem}</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>There is no class “{name}”.</source>
        <translation>No hay ninguna clase “{name}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>Add a class first.</source>
        <translation>Primero agrega una clase.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>There are %n learners named “{name}”.</source>
        <translation>
            <numerusform>Hay %n estudiante con el nombre “{name}”.</numerusform>
            <numerusform>Hay %n estudiantes con el nombre “{name}”.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>Name one by its id: {ids}.</source>
        <translation>Indica uno por su id: {ids}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>There is no learner “{name}”.</source>
        <translation>No hay ningún estudiante “{name}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>Add a learner first.</source>
        <translation>Primero agrega un estudiante.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>There is no name.</source>
        <translation>No hay ningún nombre.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>Type one.</source>
        <translation>Escribe uno.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>“{text}…” is too long.</source>
        <translation>“{text}…” es demasiado largo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>A name has at most {most} characters.</source>
        <translation>Un nombre tiene {most} caracteres como máximo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>{name} is in this class already.</source>
        <translation>{name} ya está en esta clase.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>There are several learners named {name}: this one was added as a new one.</source>
        <translation>Hay varios estudiantes con el nombre {name}: este se agregó como nuevo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>{name} is known from before: the same learner, with the same records.</source>
        <translation>{name} ya se conocía de antes: es el mismo estudiante, con los mismos registros.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>Line {number} has no name and was left out.</source>
        <translation>La línea {number} no tiene nombre y se omitió.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>Line {number}: {message}</source>
        <translation>Línea {number}: {message}</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>{name} is there twice (line {number}), and was taken once: add what tells them apart.</source>
        <translation>{name} está dos veces (línea {number}), y se tomó una sola: agrega algo que permita distinguir a esas personas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>This is not a table that can be read ({reason}).</source>
        <translation>Esta no es una tabla que se pueda leer ({reason}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>Save it as “CSV UTF-8”.</source>
        <translation>Guárdala como “CSV UTF-8”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>There is no accommodation “{column}”.</source>
        <translation>No existe la adaptación “{column}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>Use one of: {known}.</source>
        <translation>Usa una de estas: {known}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>{name}: “{word}” is not a choice for “{column}”.</source>
        <translation>{name}: “{word}” no es una opción para “{column}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <location filename="../../quizapp/terminal/language.py"/>
        <source>Use one of: {choices}.</source>
        <translation>Usa una de estas opciones: {choices}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>Name one of: {names}.</source>
        <translation>Indica uno de estos nombres: {names}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>There are more than {most} learners.</source>
        <translation>Hay más de {most} estudiantes.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>Make several classes.</source>
        <translation>Crea varias clases.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>{place} cannot be read: {reason}.</source>
        <translation>No se puede leer {place}: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>Check that the stick or the folder is there.</source>
        <translation>Revisa que estén ahí la memoria USB o la carpeta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>There are more than {most} files in {place}.</source>
        <translation>Hay más de {most} archivos en {place}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>Choose a smaller folder.</source>
        <translation>Elige una carpeta más pequeña.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>More than one begins with “{digest}”.</source>
        <translation>Más de una entrega empieza con “{digest}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>Nothing like that waits under “{digest}”.</source>
        <translation>Con “{digest}” no hay nada que espere.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>List what waits: quizapp collect</source>
        <translation>Para ver lo que espera: quizapp collect</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>“{title}” of {name} is here already.</source>
        <translation>“{title}” de {name} ya está aquí.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>This folder cannot be opened. Check who may open it, and collect again.</source>
        <translation>No se puede abrir esta carpeta. Revisa quién puede abrirla, y recoge otra vez.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>This is a link to another file. Choose that file itself.</source>
        <translation>Esto es un enlace a otro archivo. Elige ese archivo directamente.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>There is no such file or folder. Check that the stick is there.</source>
        <translation>No existe ese archivo o carpeta. Revisa que la memoria USB esté ahí.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>This file cannot be read: {reason}. Copy it again.</source>
        <translation>No se puede leer este archivo: {reason}. Cópialo otra vez.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>This file is still being copied. Wait until it is whole, and collect again.</source>
        <translation>Este archivo todavía se está copiando. Espera a que esté completo, y recoge otra vez.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>It belongs to an assignment that this desk did not hand out. Collect it at the desk that did.</source>
        <translation>Es de una tarea que este escritorio no repartió. Recógelo en el escritorio que la repartió.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>{name} is no longer a learner of this desk, so nothing was kept.</source>
        <translation>{name} ya no es estudiante de este escritorio, así que no se guardó nada.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>It was taken with more time than {name} was given.</source>
        <translation>Se hizo con más tiempo del que se dio a {name}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting_texts.py"/>
        <source>“{title}”: “{name}” is not on the list. Say whose it is.</source>
        <translation>“{title}”: “{name}” no está en la lista. Di de quién es.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting_texts.py"/>
        <source>“{title}” under the name {name} comes from another program than before. Say whether it counts.</source>
        <translation>“{title}” con el nombre {name} viene de otro programa que antes. Di si cuenta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting_texts.py"/>
        <source>“{title}” under the name {name}: you said that this program is not {name}’s.</source>
        <translation>“{title}” con el nombre {name}: dijiste que este programa no es de {name}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting_texts.py"/>
        <source>{name} has handed in “{title}”.</source>
        <translation>{name} entregó “{title}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting_texts.py"/>
        <source>{name} has handed in “{title}” again. This one counts; the other one is kept.</source>
        <translation>{name} entregó “{title}” otra vez. Esta entrega cuenta; la otra se conserva.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting_texts.py"/>
        <source>“{title}” of {name}: a later one is here, and counts. This one is kept, too.</source>
        <translation>“{title}” de {name}: aquí hay una entrega posterior, y es la que cuenta. Esta también se conserva.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting_texts.py"/>
        <source>“{title}” of {name} came in after the marks were released. The one before counts; this one is kept.</source>
        <translation>“{title}” de {name} llegó después de publicar las calificaciones. Cuenta la entrega anterior; esta se conserva.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting_texts.py"/>
        <source>By the learner’s clock it was handed in at {by_learner}; it came in at {received}.</source>
        <translation>Según el reloj de quien entregó, se entregó: {by_learner}; llegó: {received}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/desk.py"/>
        <source>The code that was shown when the password was set takes it off. Without the code, ask whoever looks after this computer.</source>
        <translation>El código que se mostró al poner la contraseña la quita. Si no tienes el código, pregunta a quien se encarga de esta computadora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/desk.py"/>
        <source>{where} cannot be written, so nothing can be changed here.</source>
        <translation>No se puede escribir en {where}, así que aquí no se puede cambiar nada.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/desk.py"/>
        <source>This is not the desk&apos;s password.</source>
        <translation>Esta no es la contraseña del escritorio.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/desk.py"/>
        <source>Type it again, or take it off with its code.</source>
        <translation>Escríbela otra vez, o quítala con su código.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/desk.py"/>
        <source>This password is too short.</source>
        <translation>Esta contraseña es demasiado corta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/desk.py"/>
        <source>Choose one with at least {least} characters.</source>
        <translation>Elige una de al menos {least} caracteres.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/desk.py"/>
        <source>This is not the code of the desk&apos;s password.</source>
        <translation>Este no es el código de la contraseña del escritorio.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/desk/gradebook.py"/>
        <source>There are %n questions “{id}”.</source>
        <translation>
            <numerusform>Hay %n pregunta “{id}”.</numerusform>
            <numerusform>Hay %n preguntas “{id}”.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/gradebook.py"/>
        <source>Name one of them: {names}.</source>
        <translation>Indica una de ellas: {names}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/gradebook.py"/>
        <source>Its questions are listed by: quizapp analyze</source>
        <translation>Para ver sus preguntas: quizapp analyze</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/gradebook.py"/>
        <source>There is no question “{name}” in this assignment.</source>
        <translation>No hay ninguna pregunta “{name}” en esta tarea.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/grading.py"/>
        <source>What is in this file does not belong to the assignment that it names.</source>
        <translation>Lo que hay en este archivo no es de la tarea que indica.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/grading.py"/>
        <source>Ask the learner to hand in again from the assignment’s own file.</source>
        <translation>Pide al estudiante que entregue otra vez desde el archivo de esa tarea.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/grading.py"/>
        <source>A question that was mended cannot be read: this version of Quizapp does not know it.</source>
        <translation>Una pregunta que se corrigió no se puede leer: esta versión de Quizapp no la conoce.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <location filename="../../quizapp/services/desk/new_key.py"/>
        <source>A person marks this question: it has no key.</source>
        <translation>Una persona califica esta pregunta: no tiene clave.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <location filename="../../quizapp/services/desk/new_key.py"/>
        <source>Rate its answers, or set their points.</source>
        <translation>Valora sus respuestas, o pon sus puntos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <source>There is no answer to accept.</source>
        <translation>No hay ninguna respuesta que aceptar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <source>Answer the question.</source>
        <translation>Responde la pregunta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <source>The points of this question are those of its parts.</source>
        <translation>Los puntos de esta pregunta son los de sus partes.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <source>Set the points of individual answers.</source>
        <translation>Pon los puntos de respuestas individuales.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <source>“{text}” is not a number of points.</source>
        <translation>“{text}” no es un número de puntos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <source>Type a number above 0 and up to 1000.</source>
        <translation>Escribe un número mayor que 0 y de 1000 como máximo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <source>There is no change {number}.</source>
        <translation>No hay ningún cambio con el número {number}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <source>Choose one of the list.</source>
        <translation>Elige uno de la lista.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <source>This change was taken back already.</source>
        <translation>Este cambio ya se anuló.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <location filename="../../quizapp/services/passage_import.py"/>
        <location filename="../../quizapp/storage/desk/assignments.py"/>
        <location filename="../../quizapp/storage/desk/audit.py"/>
        <location filename="../../quizapp/storage/desk/classes.py"/>
        <location filename="../../quizapp/storage/desk/submissions.py"/>
        <location filename="../../quizapp/storage/rows.py"/>
        <source>Choose another one.</source>
        <translation>Elige otra opción.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <source>No reason is given.</source>
        <translation>No se da ningún motivo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <source>Say in a few words why, for the audit.</source>
        <translation>Di en pocas palabras por qué, para el registro de cambios.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <source>“{text}” is not a number of points here.</source>
        <translation>“{text}” no es un número de puntos que valga aquí.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <source>Type a number from 0 to {most}.</source>
        <translation>Escribe un número de 0 a {most}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/new_key.py"/>
        <source>This answer cannot be the key of the question.</source>
        <translation>Esta respuesta no puede ser la clave de la pregunta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/new_key.py"/>
        <source>Answer all of the question.</source>
        <translation>Responde toda la pregunta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/new_key.py"/>
        <source>A sentence of the new key is not in the text at every reading level.</source>
        <translation>Una oración de la nueva clave no está en el texto en todos los niveles de lectura.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/new_key.py"/>
        <source>Leave the question out, or give its points to all.</source>
        <translation>Excluye la pregunta, o da sus puntos a todo el grupo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Type {expected}.</source>
        <translation>Escribe {expected}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <source>“{text}” is not an answer here.</source>
        <translation>“{text}” no es una respuesta aquí.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <source>Question {number}: {wrong}</source>
        <translation>Pregunta {number}: {wrong}</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <source>Correct it, and try again.</source>
        <translation>Corrígelo, y vuelve a intentarlo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <source>{name} has handed in a file, so nothing was typed in over it.</source>
        <translation>{name} entregó un archivo, así que no se escribió nada encima.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <source>Change single points in the gradebook.</source>
        <translation>Cambia puntos sueltos en el libro de calificaciones.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <source>a letter from {first} to {last}</source>
        <translation>una letra de {first} a {last}</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <source>{letters} for each number in its order, such as {example}, - for none; or numbers with their letters, such as {count}={last}</source>
        <translation>{letters} por cada número en su orden, como {example}, - si no hay ninguna; o números con sus letras, como {count}={last}</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <source>the numbers in the boxes from top to bottom, each once, such as {example}, - for an empty box</source>
        <translation>los números de las casillas de arriba abajo, cada uno una vez, como {example}, - para una casilla vacía</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <source>{number}; or else what is written there</source>
        <translation>{number}; o si no, lo que esté escrito ahí</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <source>the answer as it is written</source>
        <translation>la respuesta tal como está escrita</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <source>the numbers of the sentences, from 1 to {most}, with spaces between them</source>
        <translation>los números de las oraciones, de 1 a {most}, separados por espacios</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/rating.py"/>
        <source>Criterion {letter} has no level yet.</source>
        <translation>El criterio {letter} todavía no tiene nivel.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/rating.py"/>
        <source>Choose one for each criterion.</source>
        <translation>Elige uno para cada criterio.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/rating.py"/>
        <source>Not saved: this answer has changed in the meantime.</source>
        <translation>No se guardó: esta respuesta cambió mientras tanto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/rating.py"/>
        <location filename="../../quizapp/storage/desk/audit.py"/>
        <source>Look at it again, and do it once more.</source>
        <translation>Míralo de nuevo, y hazlo otra vez.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/reasons.py"/>
        <source>Printed.</source>
        <translation>Impreso.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/reasons.py"/>
        <source>Typed in from paper. Version {letter}.</source>
        <translation>Pasado desde el papel. Versión {letter}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/releasing.py"/>
        <source>Your teacher changed the key or the points of this question</source>
        <translation>Tu docente cambió la clave o los puntos de esta pregunta</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/releasing.py"/>
        <source>Your teacher accepts another answer too</source>
        <translation>Tu docente también acepta otra respuesta</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/releasing.py"/>
        <source>Your teacher gave everybody full points for this question</source>
        <translation>Tu docente dio todos los puntos de esta pregunta a todo el grupo</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/releasing.py"/>
        <source>Your teacher left this question out</source>
        <translation>Tu docente excluyó esta pregunta</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/releasing.py"/>
        <source>None of these learners has handed in.</source>
        <translation>Nadie de estos estudiantes ha entregado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/releasing.py"/>
        <source>Collect the answers first.</source>
        <translation>Primero recoge las respuestas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/releasing.py"/>
        <source>No file can hold what is said to {name}: it is too long, or has odd characters.</source>
        <translation>Ningún archivo puede contener lo que se le dice a {name}: es demasiado largo, o tiene caracteres raros.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/releasing.py"/>
        <source>Write it again, and release again.</source>
        <translation>Escríbelo otra vez, y publica de nuevo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/reopening.py"/>
        <source>There is no reason.</source>
        <translation>No hay ningún motivo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/reopening.py"/>
        <source>Say why it is reopened: it is kept with the marks.</source>
        <translation>Di por qué se reabre: se conserva con las calificaciones.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/reopening.py"/>
        <source>The extra time is out of range.</source>
        <translation>El tiempo extra está fuera del intervalo permitido.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/reopening.py"/>
        <source>Give from 0 to {most} minutes.</source>
        <translation>Da de 0 a {most} minutos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/reopening.py"/>
        <source>{name} has handed nothing in for “{title}”.</source>
        <translation>{name} no ha entregado nada de “{title}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/reopening.py"/>
        <source>There is nothing to reopen.</source>
        <translation>No hay nada que reabrir.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/reopening.py"/>
        <source>Say why it counts: it is kept with the marks.</source>
        <translation>Di por qué cuenta: se conserva con las calificaciones.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/reopening.py"/>
        <source>This did not come in after the release.</source>
        <translation>Esto no llegó después de la publicación.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/reopening.py"/>
        <source>Look at what came in once more.</source>
        <translation>Mira una vez más lo que llegó.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/roster.py"/>
        <source>{file} has no column with names.</source>
        <translation>{file} no tiene ninguna columna con nombres.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/roster.py"/>
        <source>Save the gradebook, or the list of participants, from Canvas or Moodle as CSV.</source>
        <translation>Guarda como CSV el libro de calificaciones o la lista de participantes de Canvas o Moodle.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/words.py"/>
        <source>“{text}…” cannot be kept.</source>
        <translation>“{text}…” no se puede guardar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/words.py"/>
        <source>Write at most {most} characters, in ordinary letters.</source>
        <translation>Escribe {most} caracteres como máximo, con letras comunes.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/exchange.py"/>
        <source>What came over from {file}</source>
        <translation>Lo que se trajo de {file}</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/exchange.py"/>
        <source>{format} can hold none of these questions.</source>
        <translation>{format} no puede incluir ninguna de estas preguntas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/exchange.py"/>
        <source>Choose another format.</source>
        <translation>Elige otro formato.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/exchange.py"/>
        <source>What {format} holds of “{title}”</source>
        <translation>Lo que {format} incluye de “{title}”</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/exporting.py"/>
        <source>There is no learner named “{name}”.</source>
        <translation>No hay ningún estudiante con el nombre “{name}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/exporting.py"/>
        <source>There are: {names}.</source>
        <translation>Hay: {names}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/exporting.py"/>
        <source>Nobody who has given a name has learned here yet.</source>
        <translation>Aquí todavía no ha aprendido nadie que haya dado un nombre.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/hand_in_key.py"/>
        <source>The key for handing in cannot be kept: {reason}.</source>
        <translation>No se puede guardar la clave de entrega: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/hand_in_key.py"/>
        <source>The key for handing in cannot be read back.</source>
        <translation>No se puede volver a leer la clave de entrega.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/hand_in_key.py"/>
        <source>Check the disk, and try again.</source>
        <translation>Revisa el disco, y vuelve a intentarlo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>You can write the file again.</source>
        <translation>Puedes escribir el archivo otra vez.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>There is nothing to hand in yet.</source>
        <translation>Todavía no hay nada que entregar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>Begin the assignment first.</source>
        <translation>Primero empieza la tarea.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>There is nothing that was handed in.</source>
        <translation>No hay nada que se haya entregado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>Hand it in first.</source>
        <translation>Primero haz la entrega.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>This cannot be handed in: there is something in it that could not be read back.</source>
        <translation>Esto no se puede entregar: contiene algo que no se pudo volver a leer.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>Show this to your teacher. Your answers are kept.</source>
        <translation>Muéstralo a tu docente. Tus respuestas se conservan.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>The folder {folder} is not there.</source>
        <translation>La carpeta {folder} no está ahí.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>Choose another folder to hand in to.</source>
        <translation>Elige otra carpeta donde entregar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>The file was not whole in {folder}.</source>
        <translation>El archivo no quedó completo en {folder}.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/library.py"/>
        <source>{file} has %n mistakes.</source>
        <translation>
            <numerusform>{file} tiene %n error.</numerusform>
            <numerusform>{file} tiene %n errores.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/services/library.py"/>
        <source>“{title}” is not there in the language “{language}”.</source>
        <translation>“{title}” no está en el idioma “{language}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/library.py"/>
        <source>It is there in: {tags}.</source>
        <translation>Está en: {tags}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/library.py"/>
        <source>There is no bank “{name}”.</source>
        <translation>No hay ningún banco “{name}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/library.py"/>
        <source>Name a file, or one of: {ids}.</source>
        <translation>Indica un archivo, o uno de estos: {ids}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/library.py"/>
        <source>Name a file.</source>
        <translation>Indica un archivo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/passage_import.py"/>
        <source>Open it in the program that made it, and save it there as .docx or as plain text.</source>
        <translation>Ábrelo en el programa que lo creó y guárdalo allí como .docx o como texto sin formato.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/passage_import.py"/>
        <source>Open it in Word, save it again as .docx, and choose that file; or copy its text and paste it.</source>
        <translation>Ábrelo en Word, guárdalo de nuevo como .docx y elige ese archivo; o copia su texto y pégalo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/passage_import.py"/>
        <source>Choose a shorter text, or copy the part that you need and paste it.</source>
        <translation>Elige un texto más corto, o copia la parte que necesitas y pégala.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/passage_import.py"/>
        <source>{file} is an older Word document, or has a password.</source>
        <translation>{file} es un documento de Word antiguo o tiene contraseña.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/passage_import.py"/>
        <source>{file} is neither a text nor a Word document.</source>
        <translation>{file} no es ni un texto ni un documento de Word.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/passage_import.py"/>
        <source>{file} is too long for a passage.</source>
        <translation>{file} es demasiado largo para un texto de lectura.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/passage_import.py"/>
        <source>{file} is not saved as UTF-8, so its letters cannot be read.</source>
        <translation>{file} no está guardado como UTF-8, así que no se pueden leer sus letras.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/passage_import.py"/>
        <source>Open it in your editor and save it with the encoding UTF-8; or copy its text and paste it.</source>
        <translation>Ábrelo en tu editor y guárdalo con la codificación UTF-8; o copia su texto y pégalo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/passage_import.py"/>
        <source>{file} is no Word document.</source>
        <translation>{file} no es un documento de Word.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/passage_import.py"/>
        <source>{file} is too large for a passage.</source>
        <translation>{file} es demasiado grande para un texto de lectura.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/passage_import.py"/>
        <source>{file} has parts that would be written elsewhere.</source>
        <translation>{file} tiene partes que se escribirían en otro lugar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/passage_import.py"/>
        <source>{file} names other files, which are not opened.</source>
        <translation>{file} nombra otros archivos, que no se abren.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/passage_import.py"/>
        <source>{file} is damaged, or locked with a password.</source>
        <translation>{file} está dañado o protegido con contraseña.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/passage_import.py"/>
        <source>There is no text in {file} that could be a passage.</source>
        <translation>En {file} no hay ningún texto que pueda leerse.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/passage_import.py"/>
        <source>There is no text that could be a passage.</source>
        <translation>No hay ningún texto que pueda leerse.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/passage_import.py"/>
        <source>Paste one with a sentence at least.</source>
        <translation>Pega uno que tenga al menos una oración.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/passage_import.py"/>
        <source>The text has signs that a passage cannot have.</source>
        <translation>El texto tiene signos que no puede haber en un texto de lectura.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/passage_import.py"/>
        <source>Copy its words alone and paste them.</source>
        <translation>Copia solo sus palabras y pégalas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/spoken_text.py"/>
        <source>blank {number}</source>
        <translation>espacio {number}</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/spoken_text.py"/>
        <source>{name}: {text}</source>
        <translation>{name}: {text}</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>one letter from {first} to {last}</source>
        <translation>una letra de {first} a {last}</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>one or more letters from {first} to {last}, such as {example}</source>
        <translation>una o más letras de {first} a {last}, como {example}</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>t for true, f for false, n where the passage does not say</source>
        <translation>v si es verdadero, f si es falso, n si el texto no lo dice</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>t for true, f for false</source>
        <translation>v si es verdadero, f si es falso</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>%n numbers from 1 to {most}, in the order of the letters, such as {example}, 0 for none; or letters with their numbers, such as A{most}</source>
        <translation>
            <numerusform>%n número de 1 a {most}, en el orden de las letras, como {example}, 0 si no hay ninguno; o letras con sus números, como A{most}</numerusform>
            <numerusform>%n números de 1 a {most}, en el orden de las letras, como {example}, 0 si no hay ninguno; o letras con sus números, como A{most}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>%n letters from A to {last}, in the order of the numbers, such as {example}, 0 for none; or numbers with their letters, such as 1{last}</source>
        <translation>
            <numerusform>%n letra de A a {last}, en el orden de los números, como {example}, 0 si no hay ninguna; o números con sus letras, como 1{last}</numerusform>
            <numerusform>%n letras de A a {last}, en el orden de los números, como {example}, 0 si no hay ninguna; o números con sus letras, como 1{last}</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>a date, such as 31 March 2001</source>
        <translation>una fecha, como 31 de marzo de 2001</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>a date, such as March 31, 2001</source>
        <translation>una fecha, como marzo 31, 2001</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>a number, in digits</source>
        <translation>un número, en cifras</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>a number, in digits, with its unit ({units})</source>
        <translation>un número, en cifras, con su unidad ({units})</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>a number, in digits, in {units}</source>
        <translation>un número, en cifras, en {units}</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>the letters {first} to {last}, each once, from first to last</source>
        <translation>las letras de {first} a {last}, cada una una vez, de la primera a la última</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>a word or a few</source>
        <translation>una palabra o unas pocas</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>the words of the %n gaps in their order, with “;” between them and nothing for an empty one; or numbers of gaps with their words, such as 2 = …; 3 = …</source>
        <translation>
            <numerusform>la palabra del espacio, o nada si queda vacío; o el número del espacio con su palabra, como 1 = …</numerusform>
            <numerusform>las palabras de los %n espacios en su orden, con “;” entre ellas y nada para uno vacío; o números de espacios con sus palabras, como 2 = …; 3 = …</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>the letter for the gap, such as B</source>
        <translation>la letra para el espacio, como B</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>{count} letters in the order of the gaps, - for none; or gaps with their letters, such as {count}B</source>
        <translation>{count} letras en el orden de los espacios, - si no hay ninguna; o espacios con sus letras, como {count}B</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>{letters}; a letter can be there more than once</source>
        <translation>{letters}; una letra puede estar más de una vez</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>{letters}; each letter once at most</source>
        <translation>{letters}; cada letra una vez como máximo</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>one number from 1 to {most}</source>
        <translation>un número de 1 a {most}</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>{count} numbers from 1 to {most}, such as 2 5</source>
        <translation>{count} números de 1 a {most}, como 2 5</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>one or more numbers from 1 to {most}, such as 2 5</source>
        <translation>uno o más números de 1 a {most}, como 2 5</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>one or more numbers of words from 1 to {most}, such as 2 5</source>
        <translation>uno o más números de palabras de 1 a {most}, como 2 5</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>for part A {first}; then a semicolon (;) and for part B {second}</source>
        <translation>para la parte A, {first}; después un punto y coma (;) y para la parte B, {second}</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>your answer, and an empty line at its end</source>
        <translation>tu respuesta, y al final una línea vacía</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/backup.py"/>
        <source>{file} is not a backup of a journal of Quizapp.</source>
        <translation>{file} no es una copia de seguridad de un registro de Quizapp.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/backup.py"/>
        <source>{file} was written by a newer version of Quizapp.</source>
        <translation>Una versión más nueva de Quizapp escribió {file}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/backup.py"/>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>Update Quizapp.</source>
        <translation>Actualiza Quizapp.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/backup.py"/>
        <source>{file} is not a backup of a journal of Quizapp, or is damaged.</source>
        <translation>{file} no es una copia de seguridad de un registro de Quizapp, o está dañado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/backup.py"/>
        <source>Choose another file. The journal is as it was.</source>
        <translation>Elige otro archivo. El registro está como estaba.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/backup.py"/>
        <source>{file} cannot be copied: {reason}.</source>
        <translation>No se puede copiar {file}: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/backup.py"/>
        <source>Another program is using {file}.</source>
        <translation>Otro programa está usando {file}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/backup.py"/>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>Close it, and try again.</source>
        <translation>Ciérralo, y vuelve a intentarlo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/backup.py"/>
        <source>{file} cannot be replaced: {reason}.</source>
        <translation>No se puede reemplazar {file}: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/checking.py"/>
        <source>{file} is the file of another program.</source>
        <translation>{file} es el archivo de otro programa.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/copies.py"/>
        <location filename="../../quizapp/whole_file.py"/>
        <source>{file} cannot be written: {reason}.</source>
        <translation>No se puede escribir {file}: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/copies.py"/>
        <source>{file} is damaged, and cannot be set aside: {reason}.</source>
        <translation>{file} está dañado, y no se puede apartar: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/copies.py"/>
        <source>Move it to another folder.</source>
        <translation>Muévelo a otra carpeta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/database.py"/>
        <source>The SQLite of this Python is too old ({version}).</source>
        <translation>El SQLite de este Python es demasiado antiguo ({version}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/database.py"/>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>Install a newer Python.</source>
        <translation>Instala un Python más nuevo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/database.py"/>
        <source>The journal cannot be opened: the folder {folder} is on another computer, where answers could be lost.</source>
        <translation>No se puede abrir el registro: la carpeta {folder} está en otra computadora, donde se podrían perder respuestas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/database.py"/>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>Name a folder on this computer with --data-dir.</source>
        <translation>Indica con --data-dir una carpeta de esta computadora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/database.py"/>
        <source>The journal cannot be opened: {file} is on a disk that cannot keep it safe.</source>
        <translation>No se puede abrir el registro: {file} está en un disco que no lo puede proteger.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/database.py"/>
        <source>Use another disk.</source>
        <translation>Usa otro disco.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/database.py"/>
        <source>{what}: {folder}: {reason}.</source>
        <translation>{what}: {folder}: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/database.py"/>
        <source>Check the disk and the folder.</source>
        <translation>Revisa el disco y la carpeta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/database.py"/>
        <source>The journal cannot be opened: {file}: {reason}.</source>
        <translation>No se puede abrir el registro: {file}: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/database.py"/>
        <source>Check the folder.</source>
        <translation>Revisa la carpeta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/assignments.py"/>
        <location filename="../../quizapp/storage/desk/audit.py"/>
        <source>There is no such assignment anymore.</source>
        <translation>Esa tarea ya no existe.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/audit.py"/>
        <source>Not saved: something else was done to this assignment in the meantime.</source>
        <translation>No se guardó: mientras tanto se hizo otra cosa en esta tarea.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/classes.py"/>
        <source>There is no such class anymore.</source>
        <translation>Esa clase ya no existe.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/classes.py"/>
        <location filename="../../quizapp/storage/rows.py"/>
        <source>There is no such learner anymore.</source>
        <translation>Ese estudiante ya no existe.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/classes.py"/>
        <source>This class has assignments, so it is kept with them.</source>
        <translation>Esta clase tiene tareas, así que se conserva con ellas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/classes.py"/>
        <source>Take learners out of it one by one.</source>
        <translation>Quita de ella a los estudiantes uno por uno.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/classes.py"/>
        <source>Not deleted</source>
        <translation>No se eliminó</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/classes.py"/>
        <source>There is a class “{name}” already.</source>
        <translation>Ya hay una clase “{name}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/classes.py"/>
        <source>Choose another name, or change that class.</source>
        <translation>Elige otro nombre, o cambia esa clase.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/classes.py"/>
        <source>Not saved: one of these learners is on another desk.</source>
        <translation>No se guardó: uno de estos estudiantes está en otro escritorio.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/classes.py"/>
        <source>Type the name again.</source>
        <translation>Escribe el nombre otra vez.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>Not saved</source>
        <translation>No se guardó</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>The desk&apos;s records cannot be read</source>
        <translation>No se pueden leer los registros del escritorio</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>The desk cannot be opened: the SQLite of this Python is too old.</source>
        <translation>No se puede abrir el escritorio: el SQLite de este Python es demasiado antiguo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>The desk cannot be opened: the folder {folder} is on another computer, where records could be lost.</source>
        <translation>No se puede abrir el escritorio: la carpeta {folder} está en otra computadora, donde se podrían perder registros.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>The desk cannot be opened: {file}: {reason}.</source>
        <translation>No se puede abrir el escritorio: {file}: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>Name another folder with --data-dir.</source>
        <translation>Indica otra carpeta con --data-dir.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>The desk cannot be opened: {file} is empty. It is now called {aside}.</source>
        <translation>No se puede abrir el escritorio: {file} está vacío. Ahora se llama {aside}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>If there was a desk, put a copy of the file in its place. If you open the desk again, it is a new one.</source>
        <translation>Si había un escritorio, pon en su lugar una copia del archivo. Si abres otra vez el escritorio, será uno nuevo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>The desk cannot be opened: PostgreSQL needs the package psycopg.</source>
        <translation>No se puede abrir el escritorio: PostgreSQL necesita el paquete psycopg.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>Type: pip install &apos;quizapp[school]&apos;</source>
        <translation>Escribe: pip install &apos;quizapp[school]&apos;</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>The desk cannot be opened: psycopg cannot be used.</source>
        <translation>No se puede abrir el escritorio: no se puede usar psycopg.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>The desk cannot be opened: the desk&apos;s tables at {where} are of an older version.</source>
        <translation>No se puede abrir el escritorio: las tablas del escritorio en {where} son de una versión anterior.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>The desk cannot be opened: the desk&apos;s tables at {where} are not there yet, or closed to this login.</source>
        <translation>No se puede abrir el escritorio: las tablas del escritorio en {where} todavía no existen, o están cerradas para este usuario.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>Whoever looks after the database runs: quizapp desk init --desk-url ADDRESS</source>
        <translation>Quien se encarga de la base de datos ejecuta: quizapp desk init --desk-url DIRECCIÓN</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>The address of the desk is not understood.</source>
        <translation>No se entiende la dirección del escritorio.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>It looks like postgresql://NAME:PASSWORD@COMPUTER/DATABASE</source>
        <translation>Tiene esta forma: postgresql://NOMBRE:CONTRASEÑA@COMPUTADORA/BASE</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>The desk cannot be opened</source>
        <translation>No se puede abrir el escritorio</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>Nothing was lost: whatever was told saved is there. Do it again.</source>
        <translation>No se perdió nada: todo lo que se dio por guardado está ahí. Hazlo otra vez.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>The desk cannot be opened: {where} was written by a newer version of Quizapp.</source>
        <translation>No se puede abrir el escritorio: una versión más nueva de Quizapp escribió {where}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>Update Quizapp. Nothing in it was changed.</source>
        <translation>Actualiza Quizapp. No se cambió nada en él.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>{what}: there is half a character in the text.</source>
        <translation>{what}: hay medio carácter en el texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <location filename="../../quizapp/storage/desk/records.py"/>
        <source>Type it again.</source>
        <translation>Escríbelo otra vez.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>{what}: the database at {where} did not answer as it should.</source>
        <translation>{what}: la base de datos en {where} no respondió como debía.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>{what}: the connection to the desk&apos;s database at {where} failed.</source>
        <translation>{what}: falló la conexión con la base de datos del escritorio en {where}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>{what}: the database at {where} refuses this name and password.</source>
        <translation>{what}: la base de datos en {where} rechaza este nombre y esta contraseña.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>Check both.</source>
        <translation>Revisa los dos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>{what}: there is no such database at {where}.</source>
        <translation>{what}: no existe esa base de datos en {where}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>Check the address of the desk.</source>
        <translation>Revisa la dirección del escritorio.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>{what}: this login may not do that at {where}.</source>
        <translation>{what}: este usuario no puede hacer eso en {where}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>{what}: the disk of the database at {where} is full.</source>
        <translation>{what}: el disco de la base de datos en {where} está lleno.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>{what}: the database at {where} refused it ({code}).</source>
        <translation>{what}: la base de datos en {where} lo rechazó ({code}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>{what}: the disk is full.</source>
        <translation>{what}: el disco está lleno.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>Free some space on it. What was saved is not touched.</source>
        <translation>Libera espacio en él. Lo que se guardó sigue intacto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>{what}: another program is using {where}.</source>
        <translation>{what}: otro programa está usando {where}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>Close it, and do it again.</source>
        <translation>Ciérralo, y hazlo otra vez.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>{what}: {where} is damaged.</source>
        <translation>{what}: {where} está dañado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>Put a copy of the file in its place.</source>
        <translation>Pon en su lugar una copia del archivo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>{what}: {where} cannot be written.</source>
        <translation>{what}: no se puede escribir en {where}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>Check who may write in its folder.</source>
        <translation>Revisa quién puede escribir en su carpeta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>{what}: {where} cannot be used ({reason}).</source>
        <translation>{what}: no se puede usar {where} ({reason}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>Something in the desk&apos;s records is not as it was written: the disk has damaged it.</source>
        <translation>Algo en los registros del escritorio no está como se escribió: el disco lo dañó.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>Put a copy of the records in their place, or collect the files again into a new desk.</source>
        <translation>Pon en su lugar una copia de los registros, o recoge otra vez los archivos en un escritorio nuevo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/records.py"/>
        <source>Not saved: there is something in the text that cannot be kept.</source>
        <translation>No se guardó: hay algo en el texto que no se puede guardar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/records.py"/>
        <source>Not saved: there is something in an answer that cannot be kept.</source>
        <translation>No se guardó: hay algo en una respuesta que no se puede guardar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/records.py"/>
        <source>The desk has something in it that this version of Quizapp does not know.</source>
        <translation>El escritorio contiene algo que esta versión de Quizapp no conoce.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/role.py"/>
        <source>The role cannot be made</source>
        <translation>No se puede crear el rol</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/store.py"/>
        <source>This desk is no longer there.</source>
        <translation>Este escritorio ya no existe.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/store.py"/>
        <source>Open it again.</source>
        <translation>Ábrelo otra vez.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/store.py"/>
        <source>The desk’s own keys are not as they were made: the disk has damaged them, so nothing was done.</source>
        <translation>Las claves propias del escritorio no están como se crearon: el disco las dañó, así que no se hizo nada.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/store.py"/>
        <source>Put a copy of the records in their place, or hand out again from a new desk.</source>
        <translation>Pon en su lugar una copia de los registros, o reparte de nuevo desde un escritorio nuevo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/submissions.py"/>
        <source>Not saved: there is no such learner anymore.</source>
        <translation>No se guardó: ese estudiante ya no existe.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/submissions.py"/>
        <source>There is no such submission or learner anymore.</source>
        <translation>Esa entrega o ese estudiante ya no existe.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/submissions.py"/>
        <source>Not saved: there is no such assignment on this desk.</source>
        <translation>No se guardó: esa tarea no está en este escritorio.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/submissions.py"/>
        <source>Open the desk that handed it out.</source>
        <translation>Abre el escritorio que la repartió.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>The journal cannot be opened</source>
        <translation>No se puede abrir el registro</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>Start the program again: the file will be kept under another name, and a new one begun.</source>
        <translation>Abre el programa otra vez: el archivo se conservará con otro nombre, y se empezará uno nuevo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>The journal cannot be read</source>
        <translation>No se puede leer el registro</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>Free some space on it. What was saved before is not touched.</source>
        <translation>Libera espacio en él. Lo que se guardó antes sigue intacto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>{what}: another program is using {file}.</source>
        <translation>{what}: otro programa está usando {file}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>{what}: {file} is damaged.</source>
        <translation>{what}: {file} está dañado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>{what}: {file} may not be written.</source>
        <translation>{what}: no tienes permiso para escribir en {file}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>Check the folder and what may be done in it.</source>
        <translation>Revisa la carpeta y sus permisos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>{what}: the disk reports a fault ({name}).</source>
        <translation>{what}: el disco informa de una falla ({name}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>Check the disk and its cable, or use another disk.</source>
        <translation>Revisa el disco y su cable, o usa otro disco.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>{what}: {reason}.</source>
        <translation>{what}: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/errors.py"/>
        <location filename="../../quizapp/storage/readers.py"/>
        <location filename="../../quizapp/storage/writer.py"/>
        <source>Start the program again.</source>
        <translation>Abre el programa otra vez.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/events.py"/>
        <source>Not saved: there is something in this answer that cannot be kept.</source>
        <translation>No se guardó: hay algo en esta respuesta que no se puede guardar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/events.py"/>
        <source>Type the answer again.</source>
        <translation>Escribe la respuesta otra vez.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/events.py"/>
        <source>The journal has something in it that this version of Quizapp does not know.</source>
        <translation>El registro contiene algo que esta versión de Quizapp no conoce.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/journal.py"/>
        <source>Deleted, but traces may be left on the disk: {reason}.</source>
        <translation>Se eliminó, pero pueden quedar rastros en el disco: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/journal.py"/>
        <source>Close other programs that use the journal, and end this one: that clears them away.</source>
        <translation>Cierra los otros programas que usan el registro, y también este: así se borran.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/journal.py"/>
        <source>Not saved: the bank of this attempt was not kept.</source>
        <translation>No se guardó: el banco de este intento no se conservó.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/journal.py"/>
        <location filename="../../quizapp/storage/rows.py"/>
        <source>Begin it again.</source>
        <translation>Empiézalo otra vez.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/journal.py"/>
        <source>Not saved: there is another attempt of this id.</source>
        <translation>No se guardó: hay otro intento con este id.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/journal.py"/>
        <source>This cannot be a name: it is empty, has more than {most} letters, or some that cannot be seen.</source>
        <translation>Esto no puede ser un nombre: está vacío, tiene más de {most} letras, o algunas que no se ven.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/journal.py"/>
        <source>Type another one.</source>
        <translation>Escribe otro.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/journal.py"/>
        <source>There is a learner named “{name}” already.</source>
        <translation>Ya hay un estudiante con el nombre “{name}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/journal.py"/>
        <source>Choose that one, or another name.</source>
        <translation>Elige ese, u otro nombre.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/migrations.py"/>
        <source>{file} was written by a newer version of Quizapp (format {version}; this one knows {known}).</source>
        <translation>Una versión más nueva de Quizapp escribió {file} (formato {version}; esta conoce el {known}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/migrations.py"/>
        <source>Update Quizapp. Nothing in the file was changed.</source>
        <translation>Actualiza Quizapp. No se cambió nada en el archivo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/readers.py"/>
        <source>The journal cannot be read: it is closed.</source>
        <translation>No se puede leer el registro: está cerrado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/reading.py"/>
        <source>The journal cannot be opened: {file} is of an earlier version.</source>
        <translation>No se puede abrir el registro: {file} es de una versión anterior.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/reading.py"/>
        <source>Start the window once: it renews it.</source>
        <translation>Abre la ventana una vez: así se renueva.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/reading.py"/>
        <source>The journal cannot be opened: {file} is damaged.</source>
        <translation>No se puede abrir el registro: {file} está dañado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/reading.py"/>
        <source>Start the window once: it keeps this file under another name, and brings over all that is still whole.</source>
        <translation>Abre la ventana una vez: conserva este archivo con otro nombre, y recupera todo lo que sigue entero.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/rows.py"/>
        <source>This bank is not in the journal.</source>
        <translation>Este banco no está en el registro.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/rows.py"/>
        <source>Open the bank&apos;s file.</source>
        <translation>Abre el archivo del banco.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/rows.py"/>
        <source>Not saved: something else was saved in this place (number {seq}).</source>
        <translation>No se guardó: en este lugar se guardó otra cosa (número {seq}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/rows.py"/>
        <source>Leave this attempt, and resume it from the list: what was saved is there.</source>
        <translation>Sal de este intento, y retómalo desde la lista: ahí está lo que se guardó.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/rows.py"/>
        <source>Not saved: an attempt begins once.</source>
        <translation>No se guardó: un intento empieza una sola vez.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/rows.py"/>
        <source>Not saved: what was done before it is not saved yet.</source>
        <translation>No se guardó: lo que se hizo antes todavía no está guardado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/rows.py"/>
        <source>Try again.</source>
        <translation>Vuelve a intentarlo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/rows.py"/>
        <source>Something in the journal is not as it was written: the disk has damaged it.</source>
        <translation>Algo en el registro no está como se escribió: el disco lo dañó.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/rows.py"/>
        <source>There is no such attempt anymore.</source>
        <translation>Ese intento ya no existe.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/rows.py"/>
        <source>Choose another one from the list.</source>
        <translation>Elige otro de la lista.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>{file} would be too large.</source>
        <translation>{file} sería demasiado grande.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>Back up the whole journal instead.</source>
        <translation>En su lugar, haz una copia de seguridad de todo el registro.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>the bank “{title}” is not the one that its mark says</source>
        <translation>el banco “{title}” no es el que dice su marca</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>an event is not in its place</source>
        <translation>un evento no está en su lugar</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>an attempt does not begin as one</source>
        <translation>un intento no empieza como debe</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>an attempt has no events</source>
        <translation>un intento no tiene eventos</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>the learner&apos;s name is none</source>
        <translation>el nombre del estudiante no es válido</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>its parts are not in order</source>
        <translation>sus partes no están en orden</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>it has something in it that this version of Quizapp does not know</source>
        <translation>contiene algo que esta versión de Quizapp no conoce</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>there is too much in it</source>
        <translation>contiene demasiado</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>its end is not where it says</source>
        <translation>su final no está donde dice</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>something in it was changed</source>
        <translation>algo que contiene se cambió</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>its end is missing</source>
        <translation>le falta el final</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>it does not begin as one</source>
        <translation>no empieza como debe</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>what is in it cannot be read</source>
        <translation>lo que contiene no se puede leer</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>{file} is not a learner&apos;s file of Quizapp, or is damaged: {reason}.</source>
        <translation>{file} no es el archivo de un estudiante de Quizapp, o está dañado: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>Export the learner again. Nothing was changed here.</source>
        <translation>Exporta otra vez al estudiante. Aquí no se cambió nada.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>{file} cannot be read: {reason}.</source>
        <translation>No se puede leer {file}: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>{file} is the journal itself.</source>
        <translation>{file} es el registro mismo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/writer.py"/>
        <source>Not saved: the journal is closed.</source>
        <translation>No se guardó: el registro está cerrado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/writer.py"/>
        <source>Not saved: {message}</source>
        <translation>No se guardó: {message}</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/writer.py"/>
        <source>Not saved: the journal is only read.</source>
        <translation>No se guardó: el registro está abierto solo para leer.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/writer.py"/>
        <source>Open the window to change it.</source>
        <translation>Para cambiarlo, abre la ventana.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/writer.py"/>
        <source>Not saved: {reason}.</source>
        <translation>No se guardó: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/language.py"/>
        <source>Quizapp does not speak “{language}”.</source>
        <translation>Quizapp no habla “{language}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/showing.py"/>
        <source>[Image: {description}]</source>
        <translation>[Imagen: {description}]</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/showing.py"/>
        <source>Question {number} of {count}</source>
        <translation>Pregunta {number} de {count}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/terminal/showing.py"/>
        <source>({least} to %n words or so)</source>
        <translation>
            <numerusform>(de {least} a %n palabra, más o menos)</numerusform>
            <numerusform>(de {least} a %n palabras, más o menos)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/terminal/showing.py"/>
        <source>(at least %n words or so)</source>
        <translation>
            <numerusform>(al menos %n palabra)</numerusform>
            <numerusform>(al menos %n palabras)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/terminal/showing.py"/>
        <source>(at most %n words or so)</source>
        <translation>
            <numerusform>(%n palabra como máximo)</numerusform>
            <numerusform>(%n palabras como máximo)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>%n questions.</source>
        <translation>
            <numerusform>%n pregunta.</numerusform>
            <numerusform>%n preguntas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>The passage has %n words, {minutes}.</source>
        <translation>
            <numerusform>El texto tiene %n palabra, {minutes}.</numerusform>
            <numerusform>El texto tiene %n palabras, {minutes}.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>You have {time}. Then the answers you have given count.</source>
        <translation>Tienes {time}. Después cuentan las respuestas que hayas dado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>You have {tries} tries for each question. After the first, each costs {share} of the points.</source>
        <translation>Tienes {tries} intentos por pregunta. Después del primero, cada uno cuesta {share} de los puntos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>After each answer, say how sure you are: the surer you are, the more points you can win or lose.</source>
        <translation>Después de cada respuesta, indica tu seguridad: cuanto mayor sea, más puntos puedes ganar o perder.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Time ran out, so this no longer counts.</source>
        <translation>Se acabó el tiempo, así que esto ya no cuenta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>This bank has no passage.</source>
        <translation>Este banco no tiene texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>This is the first question.</source>
        <translation>Esta es la primera pregunta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Your answer is taken back.</source>
        <translation>Tu respuesta se retiró.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>This question is marked already, so “{text}” changes nothing. Enter goes on.</source>
        <translation>Esta pregunta ya está calificada, así que “{text}” no cambia nada. Con Enter sigues.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>“{text}” is not an answer here: type {expected}.</source>
        <translation>“{text}” no es una respuesta aquí: escribe {expected}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Reading level: {level}.</source>
        <translation>Nivel de lectura: {level}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>A test has no hints.</source>
        <translation>Una prueba no tiene pistas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>There is no other hint.</source>
        <translation>No hay otra pista.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>There is no hint.</source>
        <translation>No hay ninguna pista.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Hint {number}:</source>
        <translation>Pista {number}:</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>How sure are you?</source>
        <translation>¿Con cuánta seguridad respondes?</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>1 to 3</source>
        <translation>de 1 a 3</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Type 1, 2 or 3.</source>
        <translation>Escribe 1, 2 o 3.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>What you leave out stays as it is.</source>
        <translation>Lo que no escribes queda como está.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Type the whole answer again.</source>
        <translation>Escribe otra vez toda la respuesta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Rate your answer by the rubric. (Enter leaves a criterion for later)</source>
        <translation>Valora tu respuesta según la rúbrica. (Enter deja un criterio para después)</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>points for {name}</source>
        <translation>puntos de {name}</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>“{text}” is none of these: type one of {choices}.</source>
        <translation>“{text}” no es ninguno de estos: escribe uno de {choices}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>hint, {cost}</source>
        <translation>pista, {cost}</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>passage</source>
        <translation>texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>next level</source>
        <translation>siguiente nivel</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>back</source>
        <translation>atrás</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>finish</source>
        <translation>terminar</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>(Enter goes on, {commands})</source>
        <translation>(Enter sigue, {commands})</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Enter leaves it unanswered</source>
        <translation>Enter la deja sin responder</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Your answer so far:</source>
        <translation>Tu respuesta hasta ahora:</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Enter keeps your answer, - takes it back</source>
        <translation>Enter conserva tu respuesta, - la retira</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>{time} left.</source>
        <translation>Tiempo restante: {time}.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>%n questions not answered: {numbers}.</source>
        <translation>
            <numerusform>%n pregunta sin responder: {numbers}.</numerusform>
            <numerusform>%n preguntas sin responder: {numbers}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>%n questions partly answered: {numbers}.</source>
        <translation>
            <numerusform>%n pregunta respondida en parte: {numbers}.</numerusform>
            <numerusform>%n preguntas respondidas en parte: {numbers}.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Enter finishes; a number goes to that question, b to the last one.</source>
        <translation>Enter termina; un número lleva a esa pregunta, b a la última.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Type a number from 1 to {last}, b, or Enter to finish.</source>
        <translation>Escribe un número de 1 a {last}, b, o Enter para terminar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/texts.py"/>
        <source>{before} or {last}</source>
        <translation>{before} o {last}</translation>
    </message>
    <message>
        <location filename="../../quizapp/texts.py"/>
        <source>{before} and {last}</source>
        <translation>{before} y {last}</translation>
    </message>
</context>
</TS>
