<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>AccommodationWords</name>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>As for everybody</source>
        <translation>Como para todos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>{factor} × the time</source>
        <translation>{factor} × o tempo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>No time limit</source>
        <translation>Sem limite de tempo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Nothing</source>
        <translation>Nada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Questions and answers</source>
        <translation>Questões e respostas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Everything</source>
        <translation>Tudo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>One left out</source>
        <translation>Uma a menos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>As on the computer</source>
        <translation>Como no computador</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>As for everybody, locked</source>
        <translation>Como para todos, bloqueado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Easier to read</source>
        <translation>Mais fácil de ler</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>{level}, locked</source>
        <translation>{level}, bloqueado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Colors of the system</source>
        <translation>Cores do sistema</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Dark</source>
        <translation>Escuro</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Cream</source>
        <translation>Creme</translation>
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
        <translation>Também em:</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/also_in.py"/>
        <source>Show this bank in {language}</source>
        <translation>Mostrar este banco em {language}</translation>
    </message>
</context>
<context>
    <name>AnnotationLayer</name>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_layer.py"/>
        <source>Highlighter on. Arrow keys move from sentence to sentence, Space highlights</source>
        <translation>Marca-texto ligado. As setas passam de frase em frase; Espaço destaca</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/passage/annotation_layer.py"/>
        <source>%n highlights</source>
        <translation>
            <numerusform>%n destaque</numerusform>
            <numerusform>%n destaques</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/passage/annotation_layer.py"/>
        <source>%n notes on places</source>
        <translation>
            <numerusform>%n anotação no texto</numerusform>
            <numerusform>%n anotações no texto</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_layer.py"/>
        <source>Not highlighted</source>
        <translation>Sem destaque</translation>
    </message>
</context>
<context>
    <name>AnnotationList</name>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_list.py"/>
        <source>Your notes and highlights</source>
        <translation>Suas anotações e destaques</translation>
    </message>
</context>
<context>
    <name>AnnotationPanel</name>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_panel.py"/>
        <source>Your notes and highlights</source>
        <translation>Suas anotações e destaques</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_panel.py"/>
        <source>Nothing yet. Select words in the passage to highlight them or to write a note.</source>
        <translation>Nada por enquanto. Selecione palavras no texto para destacá-las ou fazer uma anotação.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_panel.py"/>
        <source>Show it</source>
        <translation>Mostrar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_panel.py"/>
        <source>Remove it</source>
        <translation>Remover</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_panel.py"/>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
</context>
<context>
    <name>AnnotationTool</name>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Highlighter</source>
        <translation>Marca-texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Highlighter colors</source>
        <translation>Cores do marca-texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Note on a place</source>
        <translation>Anotação em um trecho</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Your notes and highlights</source>
        <translation>Suas anotações e destaques</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Your last change to highlights and notes was undone.</source>
        <translation>Sua última alteração nos destaques e anotações foi desfeita.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Highlighter color: {color}</source>
        <translation>Cor do marca-texto: {color}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Highlighter on. Select words, or go through the sentences with arrow keys and Space.</source>
        <translation>Marca-texto ligado. Selecione palavras ou percorra as frases com as setas e Espaço.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Highlighter off</source>
        <translation>Marca-texto desligado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Highlighted, {color}: “{words}”</source>
        <translation>Destacado, {color}: “{words}”</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Color chosen: {color}</source>
        <translation>Cor escolhida: {color}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Color changed: {color}</source>
        <translation>Cor trocada: {color}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Highlight removed</source>
        <translation>Destaque removido</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>You have %n highlights in this text. You can take this back with Ctrl+Z.</source>
        <translation>
            <numerusform>Você tem %n destaque neste texto. Depois você pode desfazer com Ctrl+Z.</numerusform>
            <numerusform>Você tem %n destaques neste texto. Depois você pode desfazer com Ctrl+Z.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Remove all</source>
        <translation>Remover todos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Keep them</source>
        <translation>Manter</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Remove all highlights?</source>
        <translation>Remover todos os destaques?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>All highlights removed. Ctrl+Z takes that back.</source>
        <translation>Todos os destaques foram removidos. Ctrl+Z os traz de volta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Note deleted. Ctrl+Z takes that back.</source>
        <translation>Anotação excluída. Ctrl+Z a traz de volta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Undo the last change</source>
        <translation>Desfazer a última alteração</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Remove all highlights…</source>
        <translation>Remover todos os destaques…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Highlight this sentence</source>
        <translation>Destacar esta frase</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Highlight these words</source>
        <translation>Destacar estas palavras</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Change the highlight to {color}</source>
        <translation>Mudar a cor do destaque para {color}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Remove this highlight</source>
        <translation>Remover este destaque</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>Write a note</source>
        <translation>Fazer uma anotação</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/annotation_tool.py"/>
        <source>There are no highlights or notes in this text.</source>
        <translation>Não há destaques nem anotações neste texto.</translation>
    </message>
</context>
<context>
    <name>AnswerPanel</name>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Your remark to this answer</source>
        <translation>Sua observação sobre esta resposta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Save the remark</source>
        <translation>Salvar a observação</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Points</source>
        <translation>Pontos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Reason, for the list of changes</source>
        <translation>Motivo, para a lista de alterações</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Reason for these points</source>
        <translation>Motivo destes pontos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Set the points</source>
        <translation>Definir os pontos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Take back</source>
        <translation>Reverter</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Take back the points that were set</source>
        <translation>Reverter os pontos definidos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Other points for this answer</source>
        <translation>Outros pontos para esta resposta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>You set these points: {reason}</source>
        <translation>Você definiu estes pontos: {reason}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>of {points}</source>
        <translation>de {points}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Say in a few words why. It is kept in the list of changes.</source>
        <translation>Diga em poucas palavras por quê. Isso fica na lista de alterações.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Taken back</source>
        <translation>Revertido</translation>
    </message>
</context>
<context>
    <name>AssignForm</name>
    <message>
        <location filename="../../quizapp/gui/desk/assign_form.py"/>
        <source>Make and save…</source>
        <translation>Criar e salvar…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assign_form.py"/>
        <source>Back to the list</source>
        <translation>Voltar à lista</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assign_form.py"/>
        <source>Rules of the assignment</source>
        <translation>Regras da tarefa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assign_form.py"/>
        <source>New assignment</source>
        <translation>Nova tarefa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assign_form.py"/>
        <source>Choose questions: here you see how they cover the skills and the text.</source>
        <translation>Escolha questões: aqui você vê como elas cobrem as habilidades e o texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assign_form.py"/>
        <source>No skill named</source>
        <translation>Habilidade não informada</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/assign_form.py"/>
        <source>%n questions: {skills}</source>
        <translation>
            <numerusform>%n questão: {skills}</numerusform>
            <numerusform>%n questões: {skills}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/assign_form.py"/>
        <source>Their evidence is in {touched} of %n sentences of the text.</source>
        <translation>
            <numerusform>As evidências estão em {touched} de %n frase do texto.</numerusform>
            <numerusform>As evidências estão em {touched} de %n frases do texto.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assign_form.py"/>
        <source>Nothing on: {skills}</source>
        <translation>Nenhuma questão sobre: {skills}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/assign_form.py"/>
        <source>You mark %n of them yourself.</source>
        <translation>
            <numerusform>%n delas é corrigida por você.</numerusform>
            <numerusform>%n delas são corrigidas por você.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AssignedSession</name>
    <message>
        <location filename="../../quizapp/gui/assignments/assigned.py"/>
        <source>This feedback is for {name}. It is kept here until {name} is learning.</source>
        <translation>Estes comentários são para {name}. Ficam guardados aqui até que {name} comece a usar o programa.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/assigned.py"/>
        <source>This assignment was given back to {name}, who can go on with it.</source>
        <translation>Esta tarefa foi devolvida a {name}, que pode continuar nela.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/assigned.py"/>
        <source>This cannot be a name. Type your name, with at most 100 letters.</source>
        <translation>Este nome não serve. Digite seu nome, com no máximo 100 letras.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/assignments/assigned.py"/>
        <source>Marks were changed: your teacher marked questions {numbers} again.</source>
        <translation>
            <numerusform>As notas mudaram: a questão {numbers} foi corrigida de novo.</numerusform>
            <numerusform>As notas mudaram: as questões {numbers} foram corrigidas de novo.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/assigned.py"/>
        <source>Time ran out. The answers you had given by then count.</source>
        <translation>O tempo acabou. Valem as respostas que você já tinha dado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/assigned.py"/>
        <source>Your last answers are not saved yet. Try again in a moment.</source>
        <translation>Suas últimas respostas ainda não foram salvas. Tente de novo daqui a pouco.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/assigned.py"/>
        <source>Handed in.</source>
        <translation>Entregue.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/assigned.py"/>
        <source>Time ran out. Your answers so far were handed in.</source>
        <translation>O tempo acabou. As respostas que você já tinha dado foram entregues.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/assigned.py"/>
        <source>Saved again in {folder}.</source>
        <translation>Salvo de novo em {folder}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/assigned.py"/>
        <source>Writing the file…</source>
        <translation>Gravando o arquivo…</translation>
    </message>
</context>
<context>
    <name>AssignmentPages</name>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Hand in “{title}”?</source>
        <translation>Entregar “{title}”?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Hand it in</source>
        <translation>Entregar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Not yet</source>
        <translation>Ainda não</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Not handed in yet</source>
        <translation>Ainda não entregue</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Your answers are kept. Choose where to save the file for your teacher.</source>
        <translation>Suas respostas estão guardadas. Escolha onde salvar o arquivo para entregar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Choose a folder…</source>
        <translation>Escolher uma pasta…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Later</source>
        <translation>Depois</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Hand in here</source>
        <translation>Entregar aqui</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Save it again here</source>
        <translation>Salvar de novo aqui</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>What your teacher puts into this folder is offered above the library.</source>
        <translation>As tarefas que forem colocadas nesta pasta aparecem acima da biblioteca.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>This computer looks for assignments in {folder}.</source>
        <translation>Este computador procura tarefas em {folder}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Choose another folder…</source>
        <translation>Escolher outra pasta…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Stop looking there</source>
        <translation>Não procurar mais nela</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Leave it as it is</source>
        <translation>Deixar como está</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Folder for assignments</source>
        <translation>Pasta das tarefas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/assignment_pages.py"/>
        <source>Look for assignments here</source>
        <translation>Procurar tarefas aqui</translation>
    </message>
</context>
<context>
    <name>AssignmentsSection</name>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Assignments</source>
        <translation>Tarefas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>New assignment…</source>
        <translation>Nova tarefa…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Save the file…</source>
        <translation>Salvar o arquivo…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>The file that you hand out</source>
        <translation>O arquivo que você distribui</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Show in its folder</source>
        <translation>Mostrar na pasta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Collect</source>
        <translation>Recolher</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Hand to another class</source>
        <translation>Distribuir a outra turma</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Title</source>
        <translation>Título</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Class</source>
        <translation>Turma</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Handed in</source>
        <translation>Entregues</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Missing</source>
        <translation>Faltam</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Hand in by</source>
        <translation>Entregar até</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Made</source>
        <translation>Criada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Go to Classes</source>
        <translation>Ir para Turmas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>{count} of {all}</source>
        <translation>{count} de {all}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>nobody</source>
        <translation>ninguém</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>First make a class. Then you can hand something out to it.</source>
        <translation>Primeiro crie uma turma. Depois você pode distribuir algo a ela.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Nothing is handed out yet. Choose questions with “{button}”.</source>
        <translation>Nada foi distribuído ainda. Escolha questões com “{button}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>marks at once</source>
        <translation>notas na hora</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>marks after handing in</source>
        <translation>notas depois da entrega</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>marks when you release them</source>
        <translation>notas quando você divulgar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Test</source>
        <translation>Prova</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Practice</source>
        <translation>Prática</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>%n questions</source>
        <translation>
            <numerusform>%n questão</numerusform>
            <numerusform>%n questões</numerusform>
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
            <numerusform>até %n tentativa</numerusform>
            <numerusform>até %n tentativas</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>asks how sure they are</source>
        <translation>pede a certeza em cada resposta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>shuffled</source>
        <translation>em ordem aleatória</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>the text is hidden</source>
        <translation>o texto fica oculto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>reading level “{level}”</source>
        <translation>nível de leitura “{level}”</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>the reading level is locked</source>
        <translation>o nível de leitura está bloqueado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>others may type a name</source>
        <translation>outras pessoas podem digitar um nome</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Folder for the file that you hand out</source>
        <translation>Pasta para o arquivo que você distribui</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/assignments_section.py"/>
        <source>Hand out this file: {file}</source>
        <translation>Distribua este arquivo: {file}</translation>
    </message>
</context>
<context>
    <name>AttemptCard</name>
    <message>
        <location filename="../../quizapp/gui/study/attempt_card.py"/>
        <source>Show it again</source>
        <translation>Mostrar de novo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/attempt_card.py"/>
        <source>Go on with it</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/attempt_card.py"/>
        <source>Answer the questions that you left out. Your answers stay.</source>
        <translation>Responda às questões que você deixou em branco. Suas respostas ficam como estão.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/attempt_card.py"/>
        <source>Go on with the rest</source>
        <translation>Continuar com o resto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/attempt_card.py"/>
        <source>Its bank can no longer be read.</source>
        <translation>O banco desta tentativa não pode mais ser lido.</translation>
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
        <translation>Tempo gasto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/attempt_card.py"/>
        <source>Reading level</source>
        <translation>Nível de leitura</translation>
    </message>
</context>
<context>
    <name>AttemptPage</name>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>This answer</source>
        <translation>Esta resposta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>The whole</source>
        <translation>O trabalho todo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Reading…</source>
        <translation>Lendo…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Submission</source>
        <translation>Entrega</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Learner before</source>
        <translation>Estudante anterior</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Learner before (Ctrl+Page up)</source>
        <translation>Estudante anterior (Ctrl+Page up)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Next learner</source>
        <translation>Próximo estudante</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Next learner (Ctrl+Page down)</source>
        <translation>Próximo estudante (Ctrl+Page down)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Gradebook</source>
        <translation>Diário de notas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Back to the gradebook</source>
        <translation>Voltar ao diário de notas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Answers</source>
        <translation>Respostas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>In the passage</source>
        <translation>No texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Nothing from this learner is here anymore.</source>
        <translation>Não há mais nada deste estudante aqui.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Text {number}</source>
        <translation>Texto {number}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>handed in: {when}</source>
        <translation>entregue: {when}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>late</source>
        <translation>com atraso</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>%n came in after the release</source>
        <translation>
            <numerusform>%n chegou depois da divulgação</numerusform>
            <numerusform>%n chegaram depois da divulgação</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>%n to rate</source>
        <translation>
            <numerusform>%n para avaliar</numerusform>
            <numerusform>%n para avaliar</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>reopened, and not in again yet</source>
        <translation>reaberta e ainda não entregue de novo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>released</source>
        <translation>nota divulgada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>not released</source>
        <translation>nota não divulgada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Number {number}, {when}</source>
        <translation>Número {number}, {when}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>{submission} (counts)</source>
        <translation>{submission} (vale)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>{submission} (after the release, does not count)</source>
        <translation>{submission} (depois da divulgação, não vale)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Came in</source>
        <translation>Recebida</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Reopened</source>
        <translation>Reaberta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Not begun</source>
        <translation>Não iniciada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Reading level</source>
        <translation>Nível de leitura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>It counts now</source>
        <translation>Agora ela vale</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/attempt_page.py"/>
        <source>Saved</source>
        <translation>Salvo</translation>
    </message>
</context>
<context>
    <name>AttemptPages</name>
    <message>
        <location filename="../../quizapp/gui/shell/attempt_pages.py"/>
        <source>How text looks</source>
        <translation>Aparência do texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/attempt_pages.py"/>
        <source>Looking back</source>
        <translation>Revendo as respostas</translation>
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
        <translation>Este banco mudou desde que você começou. Você vai terminar com ele como era.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/session.py"/>
        <source>This bank has changed since you took it. Here it is as it was then.</source>
        <translation>Este banco mudou depois que você respondeu a ele. Aqui ele está como era na época.</translation>
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
        <translation>Tipos de questão</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Practice</source>
        <translation>Praticar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Take as a test</source>
        <translation>Fazer como prova</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Read the passage, without questions</source>
        <translation>Ler o texto, sem questões</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Read</source>
        <translation>Ler</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>About this text</source>
        <translation>Sobre este texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Read the file again</source>
        <translation>Ler o arquivo de novo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Edit</source>
        <translation>Editar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Open the file in the program that you use for texts</source>
        <translation>Abre o arquivo no programa que você usa para textos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Open in a text editor</source>
        <translation>Abrir em um editor de texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Show in folder</source>
        <translation>Mostrar na pasta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>The file stays where it is, and so do your results. Open it again to bring it back. (Delete)</source>
        <translation>O arquivo fica onde está, e seus resultados também. Abra-o de novo para trazê-lo de volta. (Excluir)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Remove from the library</source>
        <translation>Remover da biblioteca</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Say how sure you are: the surer you are, the more you win if right and lose if wrong</source>
        <translation>Dizer quanta certeza você tem: quanto mais certeza, mais você ganha se acertar e mais perde se errar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>How to practice</source>
        <translation>Como praticar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>One try for each question</source>
        <translation>Uma tentativa para cada questão</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Three tries for each question; each extra try costs a third of the points</source>
        <translation>Três tentativas para cada questão; cada tentativa extra custa um terço dos pontos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Practice with Enter or a double click</source>
        <translation>Praticar com Enter ou clique duplo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>How to take the test</source>
        <translation>Como fazer a prova</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Just answer</source>
        <translation>Só responder</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Take tests with Enter or a double click</source>
        <translation>Fazer provas com Enter ou clique duplo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Enter on a bank does this</source>
        <translation>Enter em um banco faz isto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Practice tells you after each question.</source>
        <translation>A prática mostra o resultado depois de cada questão.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Practice gives you three tries; each extra try costs a third of the points.</source>
        <translation>A prática dá três tentativas; cada tentativa extra custa um terço dos pontos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Practice asks how sure you are, and tells you after each question.</source>
        <translation>A prática pergunta quanta certeza você tem e mostra o resultado depois de cada questão.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>A test shows your results at the end.</source>
        <translation>A prova mostra seus resultados no fim.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>A test asks how sure you are, and shows your results at the end.</source>
        <translation>A prova pergunta quanta certeza você tem e mostra seus resultados no fim.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>You have %n minutes for it.</source>
        <translation>
            <numerusform>Você tem %n minuto para isso.</numerusform>
            <numerusform>Você tem %n minutos para isso.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Edit a copy</source>
        <translation>Editar uma cópia</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Check this file: some of it may not say what you meant.</source>
        <translation>Verifique este arquivo: parte dele talvez não diga o que você queria.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Passage</source>
        <translation>Texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Questions</source>
        <translation>Questões</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>How hard to read (estimate)</source>
        <translation>Dificuldade de leitura (estimativa)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>Author</source>
        <translation>Autoria</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>License</source>
        <translation>Licença</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>line {line}</source>
        <translation>linha {line}</translation>
    </message>
</context>
<context>
    <name>BankFiles</name>
    <message>
        <location filename="../../quizapp/gui/library/bank_files.py"/>
        <source>Question banks and assignments ({endings})</source>
        <translation>Bancos de questões e tarefas ({endings})</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_files.py"/>
        <source>All files (*)</source>
        <translation>Todos os arquivos (*)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_files.py"/>
        <source>Open a file</source>
        <translation>Abrir um arquivo</translation>
    </message>
</context>
<context>
    <name>BankForm</name>
    <message>
        <location filename="../../quizapp/gui/editor/forms/form.py"/>
        <source>About the bank</source>
        <translation>Sobre o banco</translation>
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
        <translation>Algo deu errado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/bug_report.py"/>
        <source>Something in the program is broken. You can go on. If it happens again, please report this text.</source>
        <translation>Algo no programa está com defeito. Você pode continuar. Se acontecer de novo, envie este texto a quem cuida do programa.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/bug_report.py"/>
        <source>Report</source>
        <translation>Relatório do erro</translation>
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
        <translation>O texto ocupa {share}% da largura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/card_split.py"/>
        <source>Passage</source>
        <translation>Texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/card_split.py"/>
        <source>Show the passage (F6)</source>
        <translation>Mostrar o texto (F6)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/card_split.py"/>
        <source>Question</source>
        <translation>Questão</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/card_split.py"/>
        <source>Show the question (F6)</source>
        <translation>Mostrar a questão (F6)</translation>
    </message>
</context>
<context>
    <name>CategorizeView</name>
    <message>
        <location filename="../../quizapp/gui/answers/categorize.py"/>
        <source>Category {number} of {count}</source>
        <translation>Categoria {number} de {count}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/categorize.py"/>
        <source>Statement {name}</source>
        <translation>Afirmação {name}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/categorize.py"/>
        <source>Press 1–{last} to sort one by one, Enter to go on</source>
        <translation>1–{last} classificam, Enter continua</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/categorize.py"/>
        <source>It’s here now</source>
        <translation>Está aqui agora</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/categorize.py"/>
        <source>{statement}: put into {category}</source>
        <translation>{statement}: colocada em {category}</translation>
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
        <translation>Quanta certeza você tem?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/certainty_row.py"/>
        <source>Choose one, then check.</source>
        <translation>Escolha uma opção e depois confira.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/certainty_row.py"/>
        <source>If you don’t say, “{name}” counts.</source>
        <translation>Se você não disser, vale “{name}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/certainty_row.py"/>
        <source>{stakes}; choice {number} of {count}</source>
        <translation>{stakes}; opção {number} de {count}</translation>
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
        <translation>O arquivo mudou. Esta é a nova versão.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/changed_files.py"/>
        <source>The file of this bank has changed. You go on with the version that you began with.</source>
        <translation>O arquivo deste banco mudou. Você continua com a versão com que começou.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/changed_files.py"/>
        <source>Begin with the new version</source>
        <translation>Começar com a nova versão</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/changed_files.py"/>
        <source>The file of this bank has changed, and has mistakes now. You still see the version before.</source>
        <translation>O arquivo deste banco mudou e agora tem erros. Você continua vendo a versão anterior.</translation>
    </message>
</context>
<context>
    <name>Changes</name>
    <message>
        <location filename="../../quizapp/gui/editor/changes.py"/>
        <source>Question {number} was deleted. Ctrl+Z brings it back.</source>
        <translation>A questão {number} foi excluída. Ctrl+Z a traz de volta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/changes.py"/>
        <source>Now question {number}</source>
        <translation>Agora é a questão {number}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/changes.py"/>
        <source>Leave it as it is?</source>
        <translation>Deixar como está?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/changes.py"/>
        <source>Your reason, which stands in the bank</source>
        <translation>Seu motivo, que fica no banco</translation>
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
        <translation>Mostrar também o que foi entregue</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Back</source>
        <translation>Voltar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>When</source>
        <translation>Quando</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>What</source>
        <translation>O quê</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Why</source>
        <translation>Por quê</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Who</source>
        <translation>Quem</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Changes</source>
        <translation>Alterações</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Nothing was changed yet.</source>
        <translation>Nada foi alterado ainda.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Reason for taking it back</source>
        <translation>Motivo para reverter</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Take it back</source>
        <translation>Reverter</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Reading…</source>
        <translation>Lendo…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>It was right before</source>
        <translation>Estava certo antes</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Changes to “{title}”</source>
        <translation>Alterações em “{title}”</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>{what} (taken back)</source>
        <translation>{what} (revertido)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Another key or other points: {question}</source>
        <translation>Outro gabarito ou outros pontos: {question}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Another answer is right too: {question}</source>
        <translation>Outra resposta também está certa: {question}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Full points for all: {question}</source>
        <translation>Pontuação completa para todos: {question}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Left out: {question}</source>
        <translation>Desconsiderada: {question}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>{name}: points by the marking again: {question}</source>
        <translation>{name}: pontos da nova correção: {question}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>{name}: points set to {points}: {question}</source>
        <translation>{name}: pontos definidos em {points}: {question}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>{name}: remark to the whole</source>
        <translation>{name}: observação sobre o trabalho todo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>{name}: remark: {question}</source>
        <translation>{name}: observação: {question}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>{name}: rated: {question}</source>
        <translation>{name}: avaliação: {question}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Released for {names}</source>
        <translation>Notas divulgadas para {names}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>{name}: reopened</source>
        <translation>{name}: tarefa reaberta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>{name}: handed in</source>
        <translation>{name}: tarefa entregue</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>{name}: counts, though it came in after the release</source>
        <translation>{name}: vale, embora tenha chegado depois da divulgação</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>{name}: this program is accepted</source>
        <translation>{name}: este programa foi aceito</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>{name}: this program is refused</source>
        <translation>{name}: este programa foi recusado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Taken back: {what}</source>
        <translation>Revertido: {what}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>A learner was deleted</source>
        <translation>Um estudante foi excluído</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>somebody</source>
        <translation>alguém</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>This was taken back.</source>
        <translation>Isto foi revertido.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>This cannot be taken back here.</source>
        <translation>Isto não pode ser revertido aqui.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/changes_page.py"/>
        <source>Taken back</source>
        <translation>Revertido</translation>
    </message>
</context>
<context>
    <name>CheckPane</name>
    <message>
        <location filename="../../quizapp/gui/editor/check_pane.py"/>
        <source>What the check found</source>
        <translation>O que a verificação encontrou</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/check_pane.py"/>
        <source>Go to the field</source>
        <translation>Ir para o campo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/check_pane.py"/>
        <source>Silence…</source>
        <translation>Silenciar…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/check_pane.py"/>
        <source>Keep it as it is, with a reason</source>
        <translation>Deixar como está, com um motivo</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/editor/check_pane.py"/>
        <source>%n to mend</source>
        <translation>
            <numerusform>%n coisa a consertar</numerusform>
            <numerusform>%n coisas a consertar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/editor/check_pane.py"/>
        <source>%n to think about</source>
        <translation>
            <numerusform>%n coisa a pensar</numerusform>
            <numerusform>%n coisas a pensar</numerusform>
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
        <translation>A verificação não encontrou nada.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/check_pane.py"/>
        <source>Source: {source}</source>
        <translation>Fonte: {source}</translation>
    </message>
</context>
<context>
    <name>ChoiceView</name>
    <message>
        <location filename="../../quizapp/gui/answers/choice_view.py"/>
        <source>Option {number} of {count}</source>
        <translation>Opção {number} de {count}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/choice_view.py"/>
        <source>Press A–{last} to choose, Enter to go on</source>
        <translation>A–{last} escolhem, Enter continua</translation>
    </message>
</context>
<context>
    <name>ClassView</name>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>The whole class</source>
        <translation>A turma toda</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Marks</source>
        <translation>Notas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>How exactly this measures</source>
        <translation>Precisão desta medida</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Keys to look at</source>
        <translation>Gabaritos a conferir</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>By skill</source>
        <translation>Por habilidade</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Sure and right</source>
        <translation>Certeza e acerto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>What was read as what</source>
        <translation>O que foi confundido com o quê</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Without a skill</source>
        <translation>Sem habilidade</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>%n questions</source>
        <translation>
            <numerusform>%n questão</numerusform>
            <numerusform>%n questões</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>right</source>
        <translation>certas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Mean: {mean} %.</source>
        <translation>Média: {mean}%.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Mean: {mean} of {possible} points.</source>
        <translation>Média: {mean} de {possible} pontos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Median: {median}. Half of the class has from {low} to {high}.</source>
        <translation>Mediana: {median}. Metade da turma tem de {low} a {high}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Of one learner alone, nothing can be said about a class.</source>
        <translation>Com um único estudante, não se pode dizer nada sobre a turma.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>mean {mean}</source>
        <translation>média {mean}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Points</source>
        <translation>Pontos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Learners</source>
        <translation>Estudantes</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>{range} percent</source>
        <translation>{range} por cento</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>{range} points</source>
        <translation>{range} pontos</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>{range}: %n learners</source>
        <translation>
            <numerusform>{range}: %n estudante</numerusform>
            <numerusform>{range}: %n estudantes</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Stronger learners chose an answer other than the key. See why under “{page}”.</source>
        <translation>Estudantes mais fortes escolheram uma resposta diferente do gabarito. Veja o motivo em “{page}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>No key looks wrong: on no question did learners who do well elsewhere choose a wrong answer more often than the key, beyond what chance explains. With few learners, a wrong key can go unseen.</source>
        <translation>Nenhum gabarito parece errado: em nenhuma questão quem vai bem nas outras escolheu uma resposta errada mais vezes do que o gabarito, além do que o acaso explicaria. Com poucos estudantes, um gabarito errado pode passar despercebido.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Too little to tell: at least {learners} learners must have been asked the same {items} questions or more, and must not all have earned the same.</source>
        <translation>Não dá para saber: pelo menos {learners} estudantes precisam ter recebido as mesmas {items} questões ou mais, e nem todos com a mesma pontuação.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Written answers that are not rated yet are in the way: {count}.</source>
        <translation>Respostas escritas ainda sem avaliação impedem o cálculo: {count}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>Reliability (alpha)</source>
        <translation>Confiabilidade (alfa)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>A learner’s score can be off by about {error} points either way: of {possible} points, that is {share}.</source>
        <translation>A pontuação de um estudante pode variar cerca de {error} pontos para mais ou para menos: de {possible} pontos, isso é {share}.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>%n learners were not asked all questions, and are not counted here.</source>
        <translation>
            <numerusform>%n estudante não recebeu todas as questões e não entra nesta conta.</numerusform>
            <numerusform>%n estudantes não receberam todas as questões e não entram nesta conta.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClassesSection</name>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Classes</source>
        <translation>Turmas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>New class…</source>
        <translation>Nova turma…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Add learners…</source>
        <translation>Adicionar estudantes…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Print the list…</source>
        <translation>Imprimir a lista…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>A list of the names, to sign in</source>
        <translation>Uma lista dos nomes, para assinatura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>More for this class</source>
        <translation>Mais opções para esta turma</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>More</source>
        <translation>Mais</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Time</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Reading level</source>
        <translation>Nível de leitura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Read aloud</source>
        <translation>Ler em voz alta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Wrong answers</source>
        <translation>Respostas erradas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Text size</source>
        <translation>Tamanho do texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Colors</source>
        <translation>Cores</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Learners</source>
        <translation>Estudantes</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Class</source>
        <translation>Turma</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>%n learners</source>
        <translation>
            <numerusform>%n estudante</numerusform>
            <numerusform>%n estudantes</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>No class yet</source>
        <translation>Nenhuma turma ainda</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Make a class: type the names of its learners, or paste them from a spreadsheet.</source>
        <translation>Crie uma turma: digite os nomes dos estudantes ou cole-os de uma planilha.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Nobody is in this class yet. Add its learners.</source>
        <translation>Ainda não há ninguém nesta turma. Adicione os estudantes.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Save the list as a PDF…</source>
        <translation>Salvar a lista em PDF…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Rename the class…</source>
        <translation>Renomear a turma…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Delete the class…</source>
        <translation>Excluir a turma…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Rename {name}</source>
        <translation>Renomear {name}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>New name</source>
        <translation>Novo nome</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Rename</source>
        <translation>Renomear</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>{name} is no longer in {room}. What was handed in stays.</source>
        <translation>{name} não está mais em {room}. O que já foi entregue fica.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Delete {name}?</source>
        <translation>Excluir {name}?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>{name} will be deleted from every class, with everything that was handed in and all marks. This cannot be undone. If you might want it later, save all records first.</source>
        <translation>{name} sairá de todas as turmas, e tudo o que foi entregue e todas as notas serão excluídos. Isso não pode ser desfeito. Se talvez precisar disso depois, salve antes todos os registros.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Delete forever</source>
        <translation>Excluir para sempre</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Keep</source>
        <translation>Manter</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>learner</source>
        <translation>estudante</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Save all records of {name}</source>
        <translation>Salvar todos os registros de {name}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Data</source>
        <translation>Dados</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Saved as {file}</source>
        <translation>Salvo como {file}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Delete the class {name}?</source>
        <translation>Excluir a turma {name}?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Its learners stay on the desk, in the other classes that they are in.</source>
        <translation>Os estudantes continuam na mesa, nas outras turmas em que estão.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Delete the class</source>
        <translation>Excluir a turma</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>Save the list as a PDF</source>
        <translation>Salvar a lista em PDF</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>PDF files</source>
        <translation>Arquivos PDF</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/classes_section.py"/>
        <source>class</source>
        <translation>turma</translation>
    </message>
</context>
<context>
    <name>CollectSection</name>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Collect</source>
        <translation>Recolher</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Choose a folder…</source>
        <translation>Escolher uma pasta…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Choose files…</source>
        <translation>Escolher arquivos…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Watch a folder…</source>
        <translation>Acompanhar uma pasta…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Takes in whatever comes there, as long as the desk is open</source>
        <translation>Recebe o que chegar ali, enquanto a mesa estiver aberta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Stop watching</source>
        <translation>Parar de acompanhar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>File</source>
        <translation>Arquivo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Learner</source>
        <translation>Estudante</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Files</source>
        <translation>Arquivos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Choose the folder or the stick where the answers are, or drop files here.</source>
        <translation>Escolha a pasta ou o pen drive onde estão as respostas, ou solte arquivos aqui.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Files of answers</source>
        <translation>Arquivos de respostas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Folder with the answers</source>
        <translation>Pasta com as respostas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Answers of Quizapp</source>
        <translation>Respostas do Quizapp</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>All files</source>
        <translation>Todos os arquivos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Folder to watch</source>
        <translation>Pasta a acompanhar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Watching {folder}</source>
        <translation>Acompanhando {folder}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>{done} of %n files</source>
        <translation>
            <numerusform>{done} de %n arquivo</numerusform>
            <numerusform>{done} de %n arquivos</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>There is no file of answers there.</source>
        <translation>Não há nenhum arquivo de respostas ali.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>You have decided about this file.</source>
        <translation>Você já decidiu sobre este arquivo.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>%n files</source>
        <translation>
            <numerusform>%n arquivo</numerusform>
            <numerusform>%n arquivos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>%n new</source>
        <translation>
            <numerusform>%n novo</numerusform>
            <numerusform>%n novos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>%n known already</source>
        <translation>
            <numerusform>%n já conhecido</numerusform>
            <numerusform>%n já conhecidos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>%n to decide</source>
        <translation>
            <numerusform>%n a decidir</numerusform>
            <numerusform>%n a decidir</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>%n not taken in</source>
        <translation>
            <numerusform>%n não recebido</numerusform>
            <numerusform>%n não recebidos</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>New</source>
        <translation>Novo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Known already</source>
        <translation>Já conhecido</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Handed in again</source>
        <translation>Entregue de novo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>An earlier one</source>
        <translation>Um anterior</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Whose is it?</source>
        <translation>De quem é?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Is it theirs?</source>
        <translation>É mesmo dessa pessoa?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Left out by you</source>
        <translation>Descartado por você</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Not from this desk</source>
        <translation>Não é desta mesa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Not for this desk</source>
        <translation>Não é para esta mesa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Damaged</source>
        <translation>Danificado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Not whole yet</source>
        <translation>Ainda incompleto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Not a file of answers</source>
        <translation>Não é um arquivo de respostas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>From a newer Quizapp</source>
        <translation>De um Quizapp mais novo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Too large</source>
        <translation>Grande demais</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Cannot be read</source>
        <translation>Não pode ser lido</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>Does not fit</source>
        <translation>Não corresponde</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collect_section.py"/>
        <source>{verdict}, late</source>
        <translation>{verdict}, com atraso</translation>
    </message>
</context>
<context>
    <name>CoverageLayer</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/editor/coverage_pane.py"/>
        <source>%n sentences without a question</source>
        <translation>
            <numerusform>%n frase sem questão</numerusform>
            <numerusform>%n frases sem questão</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/coverage_pane.py"/>
        <source>No question: “{words}”</source>
        <translation>Sem questão: “{words}”</translation>
    </message>
</context>
<context>
    <name>CoveragePane</name>
    <message>
        <location filename="../../quizapp/gui/editor/coverage_pane.py"/>
        <source>Colored: a question rests on it. Dotted line: none does.</source>
        <translation>Com cor: uma questão se apoia aqui. Linha pontilhada: nenhuma.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/coverage_pane.py"/>
        <source>Passage with its coverage</source>
        <translation>Texto com sua cobertura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/coverage_pane.py"/>
        <source>Questions rest on {covered} of {n} sentences ({share} %).</source>
        <translation>As questões se apoiam em {covered} de {n} frases ({share} %).</translation>
    </message>
</context>
<context>
    <name>CrossOutButton</name>
    <message>
        <location filename="../../quizapp/gui/answers/parts/cross_out_button.py"/>
        <source>Bring back {option}</source>
        <translation>Trazer de volta {option}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/parts/cross_out_button.py"/>
        <source>Cross out {option}</source>
        <translation>Riscar {option}</translation>
    </message>
</context>
<context>
    <name>CrossingOut</name>
    <message>
        <location filename="../../quizapp/gui/attempt/crossing_out.py"/>
        <source>{option} crossed out</source>
        <translation>{option} riscada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/crossing_out.py"/>
        <source>{option} brought back</source>
        <translation>{option} de volta</translation>
    </message>
</context>
<context>
    <name>DecideCard</name>
    <message>
        <location filename="../../quizapp/gui/desk/decide_card.py"/>
        <source>Whose is it?</source>
        <translation>De quem é?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/decide_card.py"/>
        <source>Why, for your records (may stay empty)</source>
        <translation>Por quê, para seus registros (pode ficar vazio)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/decide_card.py"/>
        <source>Why, for your records</source>
        <translation>Por quê, para seus registros</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/decide_card.py"/>
        <source>Count it as theirs</source>
        <translation>Contar como desta pessoa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/decide_card.py"/>
        <source>Decide later</source>
        <translation>Decidir depois</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/decide_card.py"/>
        <source>“{name}” is not on the list</source>
        <translation>“{name}” não está na lista</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/decide_card.py"/>
        <source>Handed in on {when} by this computer&apos;s clock. Whose is it?</source>
        <translation>Entregue em {when} pelo relógio deste computador. De quem é?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/decide_card.py"/>
        <source>Choose whose it is…</source>
        <translation>Escolha de quem é…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/decide_card.py"/>
        <source>Is this from {name}?</source>
        <translation>Isto é de {name}?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/decide_card.py"/>
        <source>It came on {when}, from another program than {name}&apos;s files before. That is so if {name} changed computers, and also if somebody else used the name.</source>
        <translation>Chegou em {when}, de um programa diferente do que gerou os arquivos anteriores de {name}. Isso acontece se {name} trocou de computador, mas também se outra pessoa usou o nome.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/decide_card.py"/>
        <source>Yes, count it</source>
        <translation>Sim, contar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/decide_card.py"/>
        <source>No, leave it out</source>
        <translation>Não, descartar</translation>
    </message>
</context>
<context>
    <name>DeskPage</name>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Try again</source>
        <translation>Tentar de novo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Back to the library</source>
        <translation>Voltar à biblioteca</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Password of the desk</source>
        <translation>Senha da mesa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>The desk is being opened…</source>
        <translation>Abrindo a mesa…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Classes</source>
        <translation>Turmas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Assignments</source>
        <translation>Tarefas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Paper</source>
        <translation>Papel</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Gradebook</source>
        <translation>Diário de notas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Understand</source>
        <translation>Análise</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Password</source>
        <translation>Senha</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Lock the desk now</source>
        <translation>Trancar a mesa agora</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Change the password…</source>
        <translation>Mudar a senha…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Take the password off…</source>
        <translation>Remover a senha…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <source>Set a password…</source>
        <translation>Criar uma senha…</translation>
    </message>
</context>
<context>
    <name>DeskPages</name>
    <message>
        <location filename="../../quizapp/gui/shell/desk_pages.py"/>
        <source>Teacher&apos;s desk</source>
        <translation>Mesa do docente</translation>
    </message>
</context>
<context>
    <name>DeskSection</name>
    <message>
        <location filename="../../quizapp/gui/desk/desk_section.py"/>
        <source>Sent to the printer</source>
        <translation>Enviado à impressora</translation>
    </message>
</context>
<context>
    <name>DistinctionGrid</name>
    <message>
        <location filename="../../quizapp/gui/kit/distinction_grid.py"/>
        <source>The class put it in</source>
        <translation>A turma colocou em</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/distinction_grid.py"/>
        <source>You put it in</source>
        <translation>Você colocou em</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/distinction_grid.py"/>
        <source>It belongs to</source>
        <translation>O certo é</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/distinction_grid.py"/>
        <source>From “{name}”, put in “{column}”: {count}</source>
        <translation>De “{name}”, colocadas em “{column}”: {count}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/distinction_grid.py"/>
        <source>right</source>
        <translation>certas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/distinction_grid.py"/>
        <source>mixed up</source>
        <translation>confundidas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/distinction_grid.py"/>
        <source>left out</source>
        <translation>deixadas de fora</translation>
    </message>
</context>
<context>
    <name>DistinctionsCard</name>
    <message>
        <location filename="../../quizapp/gui/study/distinctions_card.py"/>
        <source>Which categories</source>
        <translation>Quais categorias</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/distinctions_card.py"/>
        <source>“{name}” taken for “{other}”</source>
        <translation>“{name}” tomada por “{other}”</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/distinctions_card.py"/>
        <source>Common mix-ups over time: {mixups}</source>
        <translation>Confusões comuns ao longo do tempo: {mixups}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/distinctions_card.py"/>
        <source>In your last %n attempts</source>
        <translation>
            <numerusform>Na sua última tentativa</numerusform>
            <numerusform>Nas suas últimas %n tentativas</numerusform>
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
            <numerusform>Tentativas com menos de %n afirmação classificada de uma categoria são contadas juntas.</numerusform>
            <numerusform>Tentativas com menos de %n afirmações classificadas de uma categoria são contadas juntas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/distinctions_card.py"/>
        <source>Not enough yet to show a trend. A line starts once you have sorted %n statements of a category.</source>
        <translation>
            <numerusform>Ainda é pouco para mostrar uma tendência. Uma linha começa quando você tiver classificado %n afirmação de uma categoria.</numerusform>
            <numerusform>Ainda é pouco para mostrar uma tendência. Uma linha começa quando você tiver classificado %n afirmações de uma categoria.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/distinctions_card.py"/>
        <source>When</source>
        <translation>Quando</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/distinctions_card.py"/>
        <source>Mix-up</source>
        <translation>Confusão</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/distinctions_card.py"/>
        <source>How often</source>
        <translation>Frequência</translation>
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
        <translation>Isso não pode ser mudado enquanto o arquivo não puder ser lido. Conserte-o ou desfaça.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/edited_bank.py"/>
        <source>Your version is beside it: {files}</source>
        <translation>Sua versão está ao lado: {files}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/edited_bank.py"/>
        <source>Somebody else had changed the file. Their version is beside it: {files}</source>
        <translation>Outra pessoa tinha mudado o arquivo. A versão dela está ao lado: {files}</translation>
    </message>
</context>
<context>
    <name>EditorBar</name>
    <message>
        <location filename="../../quizapp/gui/editor/editor_bar.py"/>
        <source>Back to the library</source>
        <translation>Voltar à biblioteca</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/editor_bar.py"/>
        <source>Undo (Ctrl+Z)</source>
        <translation>Desfazer (Ctrl+Z)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/editor_bar.py"/>
        <source>Redo (Ctrl+Shift+Z)</source>
        <translation>Refazer (Ctrl+Shift+Z)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/editor_bar.py"/>
        <source>Save</source>
        <translation>Salvar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/editor_bar.py"/>
        <source>Save the bank (Ctrl+S)</source>
        <translation>Salvar o banco (Ctrl+S)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/editor_bar.py"/>
        <source>Take it</source>
        <translation>Fazer</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/editor_bar.py"/>
        <source>Practice with this bank (Ctrl+Enter)</source>
        <translation>Praticar com este banco (Ctrl+Enter)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/editor_bar.py"/>
        <source>Not saved</source>
        <translation>Não salvo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/editor_bar.py"/>
        <source>Saved</source>
        <translation>Salvo</translation>
    </message>
</context>
<context>
    <name>EditorPage</name>
    <message>
        <location filename="../../quizapp/gui/editor/editor_page.py"/>
        <source>Questions</source>
        <translation>Questões</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/editor_page.py"/>
        <source>Form</source>
        <translation>Formulário</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/editor_page.py"/>
        <source>Text</source>
        <translation>Arquivo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/editor_page.py"/>
        <source>Preview</source>
        <translation>Prévia</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/editor_page.py"/>
        <source>Check</source>
        <translation>Verificação</translation>
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
        <translation>Questão {number}: {title}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/editor_page.py"/>
        <source>Coverage is shown once there is a question without mistakes.</source>
        <translation>A cobertura aparece quando há uma questão sem erros.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/editor_page.py"/>
        <source>This bank has no passage.</source>
        <translation>Este banco não tem texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/editor_page.py"/>
        <source>There is nothing to show until the mistakes are mended. “Check” lists them.</source>
        <translation>Não há nada para mostrar até que os erros sejam consertados. “Verificação” lista todos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/editor_page.py"/>
        <source>There is no passage to show yet.</source>
        <translation>Ainda não há texto para mostrar.</translation>
    </message>
</context>
<context>
    <name>EditorPages</name>
    <message>
        <location filename="../../quizapp/gui/shell/editor_pages.py"/>
        <source>New bank</source>
        <translation>Novo banco</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/editor_pages.py"/>
        <source>This is a copy of your own. The bank that came with the program stays as it is.</source>
        <translation>Esta cópia é sua. O banco que veio com o programa fica como está.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/editor_pages.py"/>
        <source>{title} was not saved when the program ended.</source>
        <translation>“{title}” não estava salvo quando o programa fechou.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/editor_pages.py"/>
        <source>Go on writing</source>
        <translation>Continuar escrevendo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/editor_pages.py"/>
        <source>Discard it</source>
        <translation>Descartar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/editor_pages.py"/>
        <source>Save what you wrote?</source>
        <translation>Salvar o que você escreveu?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/editor_pages.py"/>
        <source>{title} has changes that are not saved.</source>
        <translation>“{title}” tem mudanças não salvas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/editor_pages.py"/>
        <source>Save</source>
        <translation>Salvar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/editor_pages.py"/>
        <source>Don’t save</source>
        <translation>Não salvar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/editor_pages.py"/>
        <source>Mend the mistakes first. They are listed here.</source>
        <translation>Conserte primeiro os erros. Eles estão listados aqui.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/editor_pages.py"/>
        <source>The file has changed on the disk. This is the new version.</source>
        <translation>O arquivo mudou no disco. Esta é a nova versão.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/editor_pages.py"/>
        <source>Somebody else has changed this bank</source>
        <translation>Outra pessoa mudou este banco</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/editor_pages.py"/>
        <source>{file} is not as it was when you opened it. Whichever you choose, the other version is kept beside it.</source>
        <translation>{file} não está como quando você abriu. Qualquer que seja a escolha, a outra versão fica guardada ao lado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/editor_pages.py"/>
        <source>Keep mine</source>
        <translation>Manter a minha</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/editor_pages.py"/>
        <source>Take theirs</source>
        <translation>Usar a outra</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/editor_pages.py"/>
        <source>Decide later</source>
        <translation>Decidir depois</translation>
    </message>
</context>
<context>
    <name>EntryRow</name>
    <message>
        <location filename="../../quizapp/gui/editor/forms/list_field.py"/>
        <source>Move {entry} up (Alt+Up)</source>
        <translation>Mover para cima: {entry} (Alt+Seta para cima)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/list_field.py"/>
        <source>Move {entry} down (Alt+Down)</source>
        <translation>Mover para baixo: {entry} (Alt+Seta para baixo)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/list_field.py"/>
        <source>Remove {entry}</source>
        <translation>Remover: {entry}</translation>
    </message>
</context>
<context>
    <name>EvidenceLayer</name>
    <message>
        <location filename="../../quizapp/gui/passage/evidence_layer.py"/>
        <source>{number}, misled by: “{words}”</source>
        <translation>{number}, levou ao erro: “{words}”</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/evidence_layer.py"/>
        <source>Misled by: “{words}”</source>
        <translation>Levou ao erro: “{words}”</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/evidence_layer.py"/>
        <source>{number}, evidence: “{words}”</source>
        <translation>{number}, evidência: “{words}”</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/evidence_layer.py"/>
        <source>Evidence: “{words}”</source>
        <translation>Evidência: “{words}”</translation>
    </message>
</context>
<context>
    <name>EvidenceView</name>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Go to the passage (F6)</source>
        <translation>Ir para o texto (F6)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Go to the passage</source>
        <translation>Ir para o texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Selects it, or removes it if it is selected</source>
        <translation>Seleciona a frase ou, se já estiver selecionada, tira a seleção</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Select the sentence at the cursor</source>
        <translation>Selecionar a frase onde está o cursor</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Your answer and the right sentences:</source>
        <translation>Sua resposta e as frases certas:</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Enter or F6 to the passage, arrow keys and Space to select, Enter to go on</source>
        <translation>Enter ou F6 vai ao texto, setas e Espaço selecionam, Enter continua</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Select %n sentences in the passage.</source>
        <translation>
            <numerusform>Selecione %n frase no texto.</numerusform>
            <numerusform>Selecione %n frases no texto.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Select one or more sentences in the passage.</source>
        <translation>Selecione uma ou mais frases no texto.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Choose only from paragraphs {numbers}.</source>
        <translation>
            <numerusform>Escolha só no parágrafo {numbers}.</numerusform>
            <numerusform>Escolha só nos parágrafos {numbers}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>You have already selected %n. Remove one first.</source>
        <translation>
            <numerusform>Você já selecionou %n. Tire uma primeiro.</numerusform>
            <numerusform>Você já selecionou %n. Tire uma primeiro.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>First move the cursor to a sentence in the passage.</source>
        <translation>Primeiro leve o cursor até uma frase do texto.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>%n of {all} selected</source>
        <translation>
            <numerusform>Selecionadas: %n de {all}</numerusform>
            <numerusform>Selecionadas: %n de {all}</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Nothing selected yet</source>
        <translation>Nada selecionado ainda</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>%n selected</source>
        <translation>
            <numerusform>%n selecionada</numerusform>
            <numerusform>%n selecionadas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>%n are not in the text at this reading level</source>
        <translation>
            <numerusform>%n não está no texto neste nível de leitura</numerusform>
            <numerusform>%n não estão no texto neste nível de leitura</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Paragraph {number}</source>
        <translation>Parágrafo {number}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Not in the text at this reading level</source>
        <translation>Não está no texto neste nível de leitura</translation>
    </message>
</context>
<context>
    <name>FeedbackPanel</name>
    <message>
        <location filename="../../quizapp/gui/attempt/feedback_panel.py"/>
        <source>Why: {explanation}</source>
        <translation>Por quê: {explanation}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/feedback_panel.py"/>
        <source>Your teacher: {words}</source>
        <translation>Comentário de quem corrigiu: {words}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/attempt/feedback_panel.py"/>
        <source>See places {numbers} in the passage.</source>
        <translation>
            <numerusform>Veja o trecho {numbers} no texto.</numerusform>
            <numerusform>Veja os trechos {numbers} no texto.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/feedback_panel.py"/>
        <source>Right so far: {names}.</source>
        <translation>Certo até aqui: {names}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/feedback_panel.py"/>
        <source>Your answer stays, so you can change it.</source>
        <translation>Sua resposta continua aí, então você pode mudá-la.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/feedback_panel.py"/>
        <source>Those stay; try the rest again.</source>
        <translation>O que está certo fica; tente o resto de novo.</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <location filename="../../quizapp/gui/passage/find_bar.py"/>
        <source>Find in the passage</source>
        <translation>Buscar no texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/find_bar.py"/>
        <source>Previous place (Shift+F3)</source>
        <translation>Ocorrência anterior (Shift+F3)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/find_bar.py"/>
        <source>Next place (F3)</source>
        <translation>Próxima ocorrência (F3)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/find_bar.py"/>
        <source>Close (Esc)</source>
        <translation>Fechar (Esc)</translation>
    </message>
</context>
<context>
    <name>FindLayer</name>
    <message>
        <location filename="../../quizapp/gui/passage/find_layer.py"/>
        <source>Not found</source>
        <translation>Nada encontrado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/find_layer.py"/>
        <source>{number} of {count}</source>
        <translation>{number} de {count}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/find_layer.py"/>
        <source>Found: {place}</source>
        <translation>Encontrado: {place}</translation>
    </message>
</context>
<context>
    <name>FindingsCard</name>
    <message>
        <location filename="../../quizapp/gui/study/findings_card.py"/>
        <source>Strong skills, and skills to practice</source>
        <translation>Habilidades fortes e habilidades a praticar</translation>
    </message>
</context>
<context>
    <name>FinishPage</name>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Questions that are unfinished, flagged, or have a note</source>
        <translation>Questões incompletas, marcadas com bandeira ou com anotação</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Choose a question to go back to it.</source>
        <translation>Escolha uma questão para voltar a ela.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Go back</source>
        <translation>Voltar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Leave for now</source>
        <translation>Sair por enquanto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Finish this practice?</source>
        <translation>Terminar esta prática?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Finish this test?</source>
        <translation>Terminar esta prova?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Hand in your work?</source>
        <translation>Entregar seu trabalho?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Finish this part?</source>
        <translation>Terminar esta parte?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Finish this review?</source>
        <translation>Terminar esta revisão?</translation>
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
        <translation>Terminar e ver os resultados</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Go back to the assignment. You can go on later where you left off.</source>
        <translation>Voltar à tarefa. Você pode continuar depois de onde parou.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Go back to the library. You can pick up later where you left off.</source>
        <translation>Voltar à biblioteca. Você pode continuar depois de onde parou.</translation>
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
            <numerusform>%n delas só em parte.</numerusform>
            <numerusform>%n delas só em parte.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>%n flagged.</source>
        <translation>
            <numerusform>%n com bandeira.</numerusform>
            <numerusform>%n com bandeira.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Unanswered questions earn no points.</source>
        <translation>Questões sem resposta não dão pontos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>Unanswered questions don’t count.</source>
        <translation>Questões sem resposta não contam.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>If you don’t say how sure you are, “{name}” counts.</source>
        <translation>Se você não disser quanta certeza tem, vale “{name}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>You cannot change your answers after that.</source>
        <translation>Depois disso você não pode mais mudar suas respostas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>not answered</source>
        <translation>sem resposta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>not right yet</source>
        <translation>ainda não está certa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>didn’t say how sure</source>
        <translation>falta dizer a certeza</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>flagged</source>
        <translation>com bandeira</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/finish_page.py"/>
        <source>note: {text}</source>
        <translation>anotação: {text}</translation>
    </message>
</context>
<context>
    <name>FormPane</name>
    <message>
        <location filename="../../quizapp/gui/editor/form_pane.py"/>
        <source>The text can’t be read as it is. Mend it, or undo (Ctrl+Z).</source>
        <translation>O arquivo não pode ser lido como está. Conserte-o ou desfaça (Ctrl+Z).</translation>
    </message>
</context>
<context>
    <name>Frame</name>
    <message>
        <location filename="../../quizapp/gui/shell/frame.py"/>
        <source>Drop it here to open it</source>
        <translation>Solte aqui para abrir</translation>
    </message>
</context>
<context>
    <name>GapFillView</name>
    <message>
        <location filename="../../quizapp/gui/answers/gap_fill.py"/>
        <source>Type in the gaps, Enter to go on</source>
        <translation>Digite nas lacunas, Enter continua</translation>
    </message>
</context>
<context>
    <name>GapList</name>
    <message>
        <location filename="../../quizapp/gui/editor/forms/gap_fields.py"/>
        <source>Add a gap</source>
        <translation>Adicionar uma lacuna</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/gap_fields.py"/>
        <source>gap {sign}</source>
        <translation>lacuna {sign}</translation>
    </message>
</context>
<context>
    <name>GapText</name>
    <message>
        <location filename="../../quizapp/gui/answers/parts/gap_text.py"/>
        <source>(gap {number})</source>
        <translation>(lacuna {number})</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/gap_fields.py"/>
        <source>Make a gap of the selected words</source>
        <translation>Transformar em lacuna as palavras selecionadas</translation>
    </message>
</context>
<context>
    <name>GapsView</name>
    <message>
        <location filename="../../quizapp/gui/answers/gaps_view.py"/>
        <source>Gap {number} of {count}, after “{words}”</source>
        <translation>Lacuna {number} de {count}, depois de “{words}”</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/gaps_view.py"/>
        <source>Gap {number} of {count}, before “{words}”</source>
        <translation>Lacuna {number} de {count}, antes de “{words}”</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/gaps_view.py"/>
        <source>Gap {number} of {count}</source>
        <translation>Lacuna {number} de {count}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/gaps_view.py"/>
        <source>Left empty</source>
        <translation>Deixada em branco</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/gaps_view.py"/>
        <source>Gap {number}, right answer: {answer}</source>
        <translation>Lacuna {number}, resposta certa: {answer}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/gaps_view.py"/>
        <source>Gap {name}</source>
        <translation>Lacuna {name}</translation>
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
            <numerusform>Palavras explicadas: %n. Ctrl+D vai para a próxima.</numerusform>
            <numerusform>Palavras explicadas: %n. Ctrl+D vai para a próxima.</numerusform>
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
            <numerusform>faltam %n</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_model.py"/>
        <source>reopened</source>
        <translation>reaberta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_model.py"/>
        <source>to be decided</source>
        <translation>a decidir</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_model.py"/>
        <source>late</source>
        <translation>com atraso</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_model.py"/>
        <source>by the learner’s clock: {when}; came in: {came}</source>
        <translation>pelo relógio do estudante: {when}; chegou: {came}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/gradebook_model.py"/>
        <source>%n to rate</source>
        <translation>
            <numerusform>%n para avaliar</numerusform>
            <numerusform>%n para avaliar</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_model.py"/>
        <source>released</source>
        <translation>nota divulgada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_model.py"/>
        <source>missing</source>
        <translation>falta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_model.py"/>
        <source>All together</source>
        <translation>Total</translation>
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
        <translation>Pasta de trabalho para planilha (*.xlsx)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_saving.py"/>
        <source>Table as text (*.csv)</source>
        <translation>Tabela em texto (*.csv)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_saving.py"/>
        <source>Data for other programs (*.json)</source>
        <translation>Dados para outros programas (*.json)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_saving.py"/>
        <source>Table that Canvas imports (*.csv)</source>
        <translation>Tabela que o Canvas importa (*.csv)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_saving.py"/>
        <source>Table that Moodle imports (*.csv)</source>
        <translation>Tabela que o Moodle importa (*.csv)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_saving.py"/>
        <source>Save the gradebook</source>
        <translation>Salvar o diário de notas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_saving.py"/>
        <source>Gradebook</source>
        <translation>Diário de notas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_saving.py"/>
        <source>Choose the gradebook or the list of participants that Canvas or Moodle has exported</source>
        <translation>Escolha o diário de notas ou a lista de participantes que o Canvas ou o Moodle exportou</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_saving.py"/>
        <source>Tables (*.csv *.txt)</source>
        <translation>Tabelas (*.csv *.txt)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_saving.py"/>
        <source>Saved as {file}</source>
        <translation>Salvo como {file}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_saving.py"/>
        <source>Not in {file}, so left out: {names}.</source>
        <translation>Não estão em {file} e ficaram de fora: {names}.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/gradebook_saving.py"/>
        <source>%n results wait for a rating and are left empty.</source>
        <translation>
            <numerusform>%n resultado aguarda uma avaliação e fica vazio.</numerusform>
            <numerusform>%n resultados aguardam uma avaliação e ficam vazios.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GradebookSection</name>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Class</source>
        <translation>Turma</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Order of the learners</source>
        <translation>Ordem dos estudantes</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>In class order</source>
        <translation>Na ordem da turma</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>By name</source>
        <translation>Por nome</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Lowest marks first</source>
        <translation>Notas mais baixas primeiro</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Highest marks first</source>
        <translation>Notas mais altas primeiro</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Most to do first</source>
        <translation>Com mais a fazer primeiro</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Marks, and what is to do, go by the assignment of the current cell.</source>
        <translation>As notas, e o que há a fazer, seguem a tarefa da célula atual.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Rate…</source>
        <translation>Avaliar…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Release…</source>
        <translation>Divulgar…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Save…</source>
        <translation>Salvar…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Reading…</source>
        <translation>Lendo…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Reading… {done} of {count} assignments</source>
        <translation>Lendo… {done} de {count} tarefas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>There is no class yet. Make one, and its marks will be shown here.</source>
        <translation>Ainda não há nenhuma turma. Crie uma, e as notas dela aparecerão aqui.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Make a class</source>
        <translation>Criar uma turma</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Nothing was handed out to {room} yet. Make an assignment, and its marks will be shown here.</source>
        <translation>Nada foi distribuído a {room} ainda. Crie uma tarefa, e as notas dela aparecerão aqui.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Make an assignment</source>
        <translation>Criar uma tarefa</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Rate %n…</source>
        <translation>
            <numerusform>Avaliar %n…</numerusform>
            <numerusform>Avaliar %n…</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Nobody is in this class yet.</source>
        <translation>Ainda não há ninguém nesta turma.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>What came in under the name {name} waits until you decide about it, on the page “{page}”.</source>
        <translation>O que chegou com o nome {name} espera sua decisão, na página “{page}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Nothing has come in from {name} yet.</source>
        <translation>Nada chegou de {name} ainda.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Nobody further down has handed in.</source>
        <translation>Ninguém mais abaixo entregou.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Nobody further up has handed in.</source>
        <translation>Ninguém mais acima entregou.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>For all %n</source>
        <translation>
            <numerusform>Para %n estudante</numerusform>
            <numerusform>Para todos os %n</numerusform>
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
            <numerusform>Para %n escolhido</numerusform>
            <numerusform>Para os %n escolhidos</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Choose a folder: a file of feedback for each learner is written into it. Whoever opens it sees the marks, the key and your remarks.</source>
        <translation>Escolha uma pasta: um arquivo de comentários para cada estudante será gravado nela. Quem o abre vê as notas, o gabarito e suas observações.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>It can be handed in until {time}, and the key tells the right answers to all.</source>
        <translation>Ainda é possível entregar até {time}, e o gabarito conta a todos as respostas certas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Release “{title}”?</source>
        <translation>Divulgar as notas de “{title}”?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Also as PDF, for those without the program</source>
        <translation>Também em PDF, para quem não tem o programa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Folder for the feedback</source>
        <translation>Pasta para os comentários</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>%n files of feedback are in {folder}.</source>
        <translation>
            <numerusform>%n arquivo de comentários está em {folder}.</numerusform>
            <numerusform>%n arquivos de comentários estão em {folder}.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>The reports as PDF are there too.</source>
        <translation>Os relatórios em PDF também estão lá.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>The reports as PDF are in {folder}.</source>
        <translation>Os relatórios em PDF estão em {folder}.</translation>
    </message>
</context>
<context>
    <name>HandedInCard</name>
    <message>
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>Assignment</source>
        <translation>Tarefa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>Go to Assignments</source>
        <translation>Ir para Tarefas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>Learner</source>
        <translation>Estudante</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>Handed in</source>
        <translation>Entregue</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>Learners of this assignment</source>
        <translation>Estudantes desta tarefa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>Reopen…</source>
        <translation>Reabrir…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>Let this learner go on with what was handed in</source>
        <translation>Permitir que este estudante continue o que entregou</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>Nothing is handed out yet, so nothing can come in.</source>
        <translation>Nada foi distribuído ainda, então nada pode chegar.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>Decide about %n files…</source>
        <translation>
            <numerusform>Decidir sobre %n arquivo…</numerusform>
            <numerusform>Decidir sobre %n arquivos…</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>This class has nobody in it.</source>
        <translation>Não há ninguém nesta turma.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>Everybody has handed in.</source>
        <translation>Todos entregaram.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>Still missing: %n of {all}</source>
        <translation>
            <numerusform>Ainda falta: %n de {all}</numerusform>
            <numerusform>Ainda faltam: %n de {all}</numerusform>
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
        <translation>com atraso</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>reopened</source>
        <translation>reaberta</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/handed_in_card.py"/>
        <source>%n times</source>
        <translation>
            <numerusform>%n vez</numerusform>
            <numerusform>%n vezes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HeadCard</name>
    <message>
        <location filename="../../quizapp/gui/desk/head_card.py"/>
        <source>Back (Esc)</source>
        <translation>Voltar (Esc)</translation>
    </message>
</context>
<context>
    <name>HeaderBar</name>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Smaller text (Ctrl+−)</source>
        <translation>Texto menor (Ctrl+−)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Larger text (Ctrl++)</source>
        <translation>Texto maior (Ctrl++)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Menu: colors, clock, teacher&apos;s desk</source>
        <translation>Menu: cores, relógio, mesa do docente</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Help</source>
        <translation>Ajuda</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Who is learning: {name}</source>
        <translation>Quem está usando: {name}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Who is learning: {name} (Ctrl+L)</source>
        <translation>Quem está usando: {name} (Ctrl+L)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Opening…</source>
        <translation>Abrindo…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Colors of the system</source>
        <translation>Cores do sistema</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Dark</source>
        <translation>Escuro</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Cream</source>
        <translation>Creme</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>High contrast</source>
        <translation>Alto contraste</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>How text looks, and what helps… (Ctrl+,)</source>
        <translation>Aparência do texto e ajudas… (Ctrl+,)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Show the clock</source>
        <translation>Mostrar o relógio</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Letters and digits choose answers</source>
        <translation>Letras e números escolhem respostas</translation>
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
        <translation>Pasta das tarefas…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>New bank… (Ctrl+Shift+N)</source>
        <translation>Novo banco… (Ctrl+Shift+N)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>Teacher&apos;s desk (Ctrl+T)</source>
        <translation>Mesa do docente (Ctrl+T)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/header_bar.py"/>
        <source>The language of the system</source>
        <translation>O idioma do sistema</translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Help</source>
        <translation>Ajuda</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Open the folder</source>
        <translation>Abrir a pasta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Open the guide</source>
        <translation>Abrir o guia</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>On every page</source>
        <translation>Em todas as páginas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>In the library</source>
        <translation>Na biblioteca</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>During practice and tests</source>
        <translation>Durante práticas e provas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Writing banks</source>
        <translation>Ao escrever bancos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Show this help</source>
        <translation>Mostrar esta ajuda</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go back, or close a message</source>
        <translation>Voltar ou fechar uma mensagem</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Make all text larger</source>
        <translation>Aumentar todos os textos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Make all text smaller</source>
        <translation>Diminuir todos os textos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Usual text size</source>
        <translation>Tamanho normal do texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Choose how text looks, and what helps</source>
        <translation>Escolher a aparência do texto e as ajudas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Change who is learning</source>
        <translation>Trocar quem está usando</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go to the library</source>
        <translation>Ir para a biblioteca</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go to the review</source>
        <translation>Ir para a revisão</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go to your progress</source>
        <translation>Ir para o seu progresso</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go to the history</source>
        <translation>Ir para o histórico</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go to the teacher&apos;s desk</source>
        <translation>Ir para a mesa do docente</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Open a file, when no attempt is under way</source>
        <translation>Abrir um arquivo, quando não há tentativa em andamento</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Write a new bank</source>
        <translation>Escrever um novo banco</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Close Quizapp</source>
        <translation>Fechar o Quizapp</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Search</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Begin the chosen bank</source>
        <translation>Começar o banco escolhido</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go on where you stopped</source>
        <translation>Continuar de onde você parou</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Open what your teacher gave you</source>
        <translation>Abrir a tarefa que você recebeu</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Remove an opened file from the library</source>
        <translation>Remover da biblioteca um arquivo aberto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Edit the chosen bank</source>
        <translation>Editar o banco escolhido</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Choose the answer with this letter or number</source>
        <translation>Escolher a resposta com esta letra ou número</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Check the answer, or go on</source>
        <translation>Conferir a resposta ou continuar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go to the previous question</source>
        <translation>Ir para a questão anterior</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go to the next question</source>
        <translation>Ir para a próxima questão</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go from the question to the passage, and back</source>
        <translation>Ir da questão para o texto e voltar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Scroll the question</source>
        <translation>Rolar a questão</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Flag the question to come back to it</source>
        <translation>Marcar a questão com bandeira para voltar a ela</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Write a note</source>
        <translation>Fazer uma anotação</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Show a hint</source>
        <translation>Mostrar uma dica</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Cross out the option with the focus, or bring it back</source>
        <translation>Riscar a opção em foco ou trazê-la de volta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Cross out the option with this letter</source>
        <translation>Riscar a opção com esta letra</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Undo the last check; in the passage, the last highlight or note</source>
        <translation>Desfazer a última conferência; no texto, o último destaque ou anotação</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Say how sure you are</source>
        <translation>Dizer quanta certeza você tem</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Move an item up or down</source>
        <translation>Mover um item para cima ou para baixo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Make the passage larger</source>
        <translation>Aumentar o texto de leitura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Make the passage smaller</source>
        <translation>Diminuir o texto de leitura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Highlight what is selected in the passage, or the sentence; again: remove it</source>
        <translation>Destacar o que está selecionado no texto, ou a frase; de novo: remover</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Write a note on what is selected in the passage, or on the sentence</source>
        <translation>Fazer uma anotação sobre o que está selecionado no texto, ou sobre a frase</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go to the next highlight or note in the passage</source>
        <translation>Ir para o próximo destaque ou anotação no texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go to the highlight or note before</source>
        <translation>Ir para o destaque ou anotação anterior</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Find in the passage</source>
        <translation>Buscar no texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go to the next place that was found</source>
        <translation>Ir para a próxima ocorrência encontrada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go to the place before</source>
        <translation>Ir para a ocorrência anterior</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Change the reading level of the passage</source>
        <translation>Mudar o nível de leitura do texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Read the passage aloud, pause, or go on</source>
        <translation>Ler o texto em voz alta, pausar ou continuar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Read the question aloud, pause, or go on</source>
        <translation>Ler a questão em voz alta, pausar ou continuar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Read the next sentence aloud</source>
        <translation>Ler a próxima frase em voz alta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Read the sentence before aloud</source>
        <translation>Ler a frase anterior em voz alta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Stop reading aloud</source>
        <translation>Parar de ler em voz alta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Turn the line ruler on or off</source>
        <translation>Ligar ou desligar a régua de leitura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Show what the next marked word means</source>
        <translation>Mostrar o significado da próxima palavra marcada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Show what the marked word before means</source>
        <translation>Mostrar o significado da palavra marcada anterior</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Save the bank</source>
        <translation>Salvar o banco</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Undo what you did last, in the form, the text or the passage</source>
        <translation>Desfazer o que você fez por último no formulário, no arquivo ou no texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Do it again</source>
        <translation>Fazer de novo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go from the list to the form, to the text, and back</source>
        <translation>Ir da lista para o formulário, para o arquivo e de volta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Show the text, the preview, the check or the coverage</source>
        <translation>Mostrar o arquivo, a prévia, a verificação ou a cobertura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Add a question</source>
        <translation>Adicionar uma questão</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Duplicate the question</source>
        <translation>Duplicar a questão</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Delete the question</source>
        <translation>Excluir a questão</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Move the question, or an option, up or down</source>
        <translation>Mover a questão ou uma opção para cima ou para baixo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Search the questions</source>
        <translation>Buscar nas questões</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Go to the next thing that the check found</source>
        <translation>Ir para o próximo achado da verificação</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_dialog.py"/>
        <source>Practice with the bank</source>
        <translation>Praticar com o banco</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_pages.py"/>
        <source>Keyboard shortcuts</source>
        <translation>Atalhos de teclado</translation>
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
        <translation>Buscar na ajuda</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/help_search.py"/>
        <source>Search the help (Ctrl+F)</source>
        <translation>Buscar na ajuda (Ctrl+F)</translation>
    </message>
</context>
<context>
    <name>HighlightWordsView</name>
    <message>
        <location filename="../../quizapp/gui/answers/highlight_words.py"/>
        <source>Word {number} of {count}</source>
        <translation>Palavra {number} de {count}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/highlight_words.py"/>
        <source>Right</source>
        <translation>Certo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/highlight_words.py"/>
        <source>Wrong</source>
        <translation>Errado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/highlight_words.py"/>
        <source>Missed</source>
        <translation>Faltou</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/highlight_words.py"/>
        <source>Arrow keys move from word to word, Space selects, Enter to go on</source>
        <translation>Setas mudam de palavra, Espaço seleciona, Enter continua</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/highlight_words.py"/>
        <source>Select words in the sentence</source>
        <translation>Selecione palavras na frase</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/highlight_words.py"/>
        <source>%n words selected</source>
        <translation>
            <numerusform>%n palavra selecionada</numerusform>
            <numerusform>%n palavras selecionadas</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HintList</name>
    <message>
        <location filename="../../quizapp/gui/attempt/hint_list.py"/>
        <source>Hint {number}: {text}</source>
        <translation>Dica {number}: {text}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/hint_list.py"/>
        <source>Another hint ({cost})</source>
        <translation>Outra dica ({cost})</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/hint_list.py"/>
        <source>Hint ({cost})</source>
        <translation>Dica ({cost})</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/hint_list.py"/>
        <source>{hint}: press H</source>
        <translation>{hint}: aperte H</translation>
    </message>
</context>
<context>
    <name>HistoryModel</name>
    <message>
        <location filename="../../quizapp/gui/study/history_model.py"/>
        <source>Not finished</source>
        <translation>Não terminada</translation>
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
        <translation>Buscar no histórico por banco</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Save the attempts that are listed here: as a report, a table or data</source>
        <translation>Salvar as tentativas listadas aqui: como relatório, tabela ou dados</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Save…</source>
        <translation>Salvar…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Save the history…</source>
        <translation>Salvar o histórico…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Attempts</source>
        <translation>Tentativas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>No attempt at a bank with these words.</source>
        <translation>Nenhuma tentativa em um banco com essas palavras.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Nothing yet. Each bank that you take will be listed here, with your marks.</source>
        <translation>Nada por enquanto. Cada banco a que você responder aparecerá aqui, com suas notas.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>%n attempts found</source>
        <translation>
            <numerusform>%n tentativa encontrada</numerusform>
            <numerusform>%n tentativas encontradas</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Saving…</source>
        <translation>Salvando…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Report to print or file (*.pdf)</source>
        <translation>Relatório para imprimir ou arquivar (*.pdf)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Table, one row an attempt (*.csv)</source>
        <translation>Tabela, uma linha por tentativa (*.csv)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Table, one row a question (*.csv)</source>
        <translation>Tabela, uma linha por questão (*.csv)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Data for other programs (*.json)</source>
        <translation>Dados para outros programas (*.json)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Statements for a learning record store, xAPI (*.json)</source>
        <translation>Declarações para um repositório de registros de aprendizagem, xAPI (*.json)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>History, {words}</source>
        <translation>Histórico, {words}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>History</source>
        <translation>Histórico</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Save the history</source>
        <translation>Salvar o histórico</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Saving… {done} of %n attempts read</source>
        <translation>
            <numerusform>Salvando… {done} de %n tentativa lida</numerusform>
            <numerusform>Salvando… {done} de %n tentativas lidas</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>Saved as {file}</source>
        <translation>Salvo como {file}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/history_page.py"/>
        <source>The banks of %n attempts can no longer be read.</source>
        <translation>
            <numerusform>O banco de %n tentativa não pode mais ser lido.</numerusform>
            <numerusform>Os bancos de %n tentativas não podem mais ser lidos.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImageDialog</name>
    <message>
        <location filename="../../quizapp/gui/kit/image_dialog.py"/>
        <source>Image</source>
        <translation>Imagem</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/image_dialog.py"/>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
</context>
<context>
    <name>ImageField</name>
    <message>
        <location filename="../../quizapp/gui/editor/forms/image_field.py"/>
        <source>Remove the image</source>
        <translation>Remover a imagem</translation>
    </message>
</context>
<context>
    <name>ImageFile</name>
    <message>
        <location filename="../../quizapp/gui/editor/forms/image_field.py"/>
        <source>Choose an image…</source>
        <translation>Escolher uma imagem…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/image_field.py"/>
        <source>No file yet. You can drop one here.</source>
        <translation>Ainda não há arquivo. Você pode soltar um aqui.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/image_field.py"/>
        <source>Images ({endings})</source>
        <translation>Imagens ({endings})</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/image_field.py"/>
        <source>Choose an image</source>
        <translation>Escolher uma imagem</translation>
    </message>
</context>
<context>
    <name>InlineChoiceView</name>
    <message>
        <location filename="../../quizapp/gui/answers/inline_choice.py"/>
        <source>{word}: put into gap {number}</source>
        <translation>{word}: colocada na lacuna {number}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/inline_choice.py"/>
        <source>Press A–{last} to fill one gap after another, Enter to go on</source>
        <translation>A–{last} preenchem as lacunas, Enter continua</translation>
    </message>
</context>
<context>
    <name>ItemCard</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>%n were asked</source>
        <translation>
            <numerusform>%n estudante recebeu a questão</numerusform>
            <numerusform>%n estudantes receberam a questão</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>%n left it out</source>
        <translation>
            <numerusform>%n deixou em branco</numerusform>
            <numerusform>%n deixaram em branco</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>%n written answers are not rated yet; they are in no figure here.</source>
        <translation>
            <numerusform>%n resposta escrita ainda não foi avaliada; ela não entra em nenhum número aqui.</numerusform>
            <numerusform>%n respostas escritas ainda não foram avaliadas; elas não entram em nenhum número aqui.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>Points earned (facility)</source>
        <translation>Pontos obtidos (facilidade)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>Goes with the rest of the test (item–rest)</source>
        <translation>Acompanha o resto da prova (item–resto)</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>Too little to tell if those who do well elsewhere do well here: at least %n learners are needed, with marks that differ.</source>
        <translation>
            <numerusform>Não dá para saber se quem vai bem no resto vai bem aqui: é preciso pelo menos %n estudante, com notas diferentes.</numerusform>
            <numerusform>Não dá para saber se quem vai bem no resto vai bem aqui: são necessários pelo menos %n estudantes, com notas diferentes.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>Time: {median}; half of the class took from {low} to {high}.</source>
        <translation>Tempo: {median}; metade da turma levou de {low} a {high}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>Sure and right</source>
        <translation>Certeza e acerto</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>%n answers</source>
        <translation>
            <numerusform>%n resposta</numerusform>
            <numerusform>%n respostas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>Look at this key: %n learners chose “{choice}”, and do better on the rest of the test ({rest}) than the {key_learners} who chose the key ({key_rest}).</source>
        <translation>
            <numerusform>Confira este gabarito: %n estudante escolheu “{choice}” e vai melhor no resto da prova ({rest}) do que quem escolheu o gabarito ({key_rest}; estudantes: {key_learners}).</numerusform>
            <numerusform>Confira este gabarito: %n estudantes escolheram “{choice}” e vão melhor no resto da prova ({rest}) do que quem escolheu o gabarito ({key_rest}; estudantes: {key_learners}).</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>What was answered</source>
        <translation>O que foi respondido</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>Other answers: {count}</source>
        <translation>Outras respostas: {count}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>What was chosen</source>
        <translation>O que foi escolhido</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>{text}: {count}, {share} of those who were asked</source>
        <translation>{text}: {count}, {share} de quem recebeu a questão</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>{text}: {count}, {share} of those who were asked; they earned {rest} of the rest of the test</source>
        <translation>{text}: {count}, {share} de quem recebeu a questão, com {rest} de acerto no resto da prova</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>right</source>
        <translation>certa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>misreads the right place</source>
        <translation>interpreta mal o trecho certo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>rests on another part of the text</source>
        <translation>se apoia em outra parte do texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>has no support in the text</source>
        <translation>não tem apoio no texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>With the text and without</source>
        <translation>Com o texto e sem ele</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>With the text</source>
        <translation>Com o texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>Without</source>
        <translation>Sem</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>The text is needed to answer this.</source>
        <translation>É preciso ler o texto para responder a esta questão.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>The text helps, but many can answer this without it.</source>
        <translation>O texto ajuda, mas muitos conseguem responder a esta questão sem ele.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>This can be answered without the text.</source>
        <translation>É possível responder a esta questão sem o texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>Too few have answered to tell whether the text is needed.</source>
        <translation>Poucos responderam; ainda não dá para saber se o texto é necessário.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_card.py"/>
        <source>Gain by the text: {gain} ({low} to {high} %).</source>
        <translation>Ganho com o texto: {gain} ({low} a {high}%).</translation>
    </message>
</context>
<context>
    <name>ItemList</name>
    <message>
        <location filename="../../quizapp/gui/desk/item_list.py"/>
        <source>Questions, what to talk about first</source>
        <translation>Questões, primeiro as que mais merecem conversa</translation>
    </message>
</context>
<context>
    <name>ItemModel</name>
    <message>
        <location filename="../../quizapp/gui/desk/item_list.py"/>
        <source>{stem}: {facility} of the points</source>
        <translation>{stem}: {facility} dos pontos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/item_list.py"/>
        <source>Look at this key</source>
        <translation>Confira este gabarito</translation>
    </message>
</context>
<context>
    <name>JournalAccess</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/learners/journal_access.py"/>
        <source>The file with earlier work is damaged. Attempts that could be saved: %n.</source>
        <translation>
            <numerusform>O arquivo com o trabalho anterior está danificado. Tentativas que puderam ser salvas: %n.</numerusform>
            <numerusform>O arquivo com o trabalho anterior está danificado. Tentativas que puderam ser salvas: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/learners/journal_access.py"/>
        <source>Attempts of which a part is lost: %n.</source>
        <translation>
            <numerusform>Tentativas que perderam uma parte: %n.</numerusform>
            <numerusform>Tentativas que perderam uma parte: %n.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/journal_access.py"/>
        <source>The damaged file is kept as {file}.</source>
        <translation>O arquivo danificado foi guardado como {file}.</translation>
    </message>
</context>
<context>
    <name>LateBar</name>
    <message>
        <location filename="../../quizapp/gui/desk/late_bar.py"/>
        <source>This came in after the learner was told the key, so it does not count.</source>
        <translation>Isto chegou depois que o gabarito foi mostrado ao estudante; por isso não vale.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/late_bar.py"/>
        <source>Reason, for the list of changes</source>
        <translation>Motivo, para a lista de alterações</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/late_bar.py"/>
        <source>Reason why it counts</source>
        <translation>Motivo para valer</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/late_bar.py"/>
        <source>Let it count</source>
        <translation>Deixar valer</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/late_bar.py"/>
        <source>Say in a few words why. It is kept in the list of changes.</source>
        <translation>Diga em poucas palavras por quê. Isso fica na lista de alterações.</translation>
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
        <translation>O trabalho de {name} foi exportado para {file}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learner_files.py"/>
        <source>Everything was backed up in {file}.</source>
        <translation>Uma cópia de segurança de tudo está em {file}.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/learners/learner_files.py"/>
        <source>{name}: %n new attempts. Already here: {known}.</source>
        <translation>
            <numerusform>{name}: %n tentativa nova. Já estavam aqui: {known}.</numerusform>
            <numerusform>{name}: %n tentativas novas. Já estavam aqui: {known}.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learner_files.py"/>
        <source>The backup is in place. What was there before is kept as {file}.</source>
        <translation>A cópia de segurança foi restaurada. O que havia antes está guardado em {file}.</translation>
    </message>
</context>
<context>
    <name>LearnerPages</name>
    <message>
        <location filename="../../quizapp/gui/shell/learner_pages.py"/>
        <source>Learners</source>
        <translation>Estudantes</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/learner_pages.py"/>
        <source>You will see the results of “{title}”. Unanswered questions do not count.</source>
        <translation>Você vai ver os resultados de “{title}”. Questões sem resposta não contam.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/learner_pages.py"/>
        <source>You will see the results of “{title}”. Unanswered questions earn no points, and you cannot go on with it after that.</source>
        <translation>Você vai ver os resultados de “{title}”. Questões sem resposta não dão pontos, e depois disso você não pode mais continuar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/learner_pages.py"/>
        <source>End this attempt as it is?</source>
        <translation>Encerrar esta tentativa como está?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/learner_pages.py"/>
        <source>End it, and show the results</source>
        <translation>Encerrar e mostrar os resultados</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/learner_pages.py"/>
        <source>Leave it as it is</source>
        <translation>Deixar como está</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/learner_pages.py"/>
        <source>“{title}” will no longer be offered here. Nothing is deleted: it stays in the history.</source>
        <translation>“{title}” não será mais oferecido aqui. Nada é excluído: continua no histórico.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/learner_pages.py"/>
        <source>Set this attempt aside?</source>
        <translation>Deixar esta tentativa de lado?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/learner_pages.py"/>
        <source>Set it aside</source>
        <translation>Deixar de lado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/learner_pages.py"/>
        <source>Try again</source>
        <translation>Tentar de novo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/learner_pages.py"/>
        <source>Save elsewhere…</source>
        <translation>Salvar em outro lugar…</translation>
    </message>
</context>
<context>
    <name>LearnerRow</name>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Time</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Reading level</source>
        <translation>Nível de leitura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Text size</source>
        <translation>Tamanho do texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Colors</source>
        <translation>Cores</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Read aloud</source>
        <translation>Ler em voz alta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Wrong answers</source>
        <translation>Respostas erradas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Rename…</source>
        <translation>Renomear…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Take out of the class</source>
        <translation>Tirar da turma</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>What was handed in stays</source>
        <translation>O que já foi entregue fica</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Save all records…</source>
        <translation>Salvar todos os registros…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>All that the desk keeps, in one file</source>
        <translation>Tudo o que a mesa guarda, em um só arquivo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Delete…</source>
        <translation>Excluir…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>Delete the learner with all records</source>
        <translation>Excluir o estudante com todos os registros</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/learner_row.py"/>
        <source>A change counts for the files of assignments that you save from now on.</source>
        <translation>Uma alteração vale para os arquivos de tarefas que você salvar de agora em diante.</translation>
    </message>
</context>
<context>
    <name>LearnersPage</name>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Each name has its own attempts and progress. There is no password, so nothing here is secret.</source>
        <translation>Cada nome tem suas próprias tentativas e seu progresso. Não há senha, então nada aqui é secreto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Type your name</source>
        <translation>Seu nome</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Name: find it in the list, or add a new one</source>
        <translation>Nome: encontre na lista ou adicione um novo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Names</source>
        <translation>Nomes</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>A guest&apos;s work is deleted when the guest leaves</source>
        <translation>O trabalho de um convidado é excluído quando ele sai</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Go on as a guest</source>
        <translation>Continuar como convidado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Rename…</source>
        <translation>Renomear…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Delete…</source>
        <translation>Excluir…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Export…</source>
        <translation>Exportar…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Save all of this learner&apos;s work in one file</source>
        <translation>Salvar todo o trabalho deste estudante em um arquivo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>All learners: import, back up, restore</source>
        <translation>Todos os estudantes: importar, fazer cópia de segurança, restaurar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>All learners</source>
        <translation>Todos os estudantes</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Ask who is learning at each start</source>
        <translation>Perguntar quem está usando a cada início</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Back to the library</source>
        <translation>Voltar à biblioteca</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>There are no names yet. Type yours and press Enter, or go on as a guest.</source>
        <translation>Ainda não há nomes. Digite o seu e aperte Enter, ou continue como convidado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Saved work is still loading…</source>
        <translation>O trabalho salvo ainda está sendo carregado…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>{name} — is learning now</source>
        <translation>{name} — usando agora</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>The guest who was here last</source>
        <translation>O convidado que esteve aqui por último</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>The guest who stopped in “{title}”</source>
        <translation>O convidado que parou em “{title}”</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Begin as “{name}”</source>
        <translation>Começar como “{name}”</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Go on</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Go on as this guest</source>
        <translation>Continuar como este convidado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Go on as {name}</source>
        <translation>Continuar como {name}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Rename {name}</source>
        <translation>Renomear {name}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Rename</source>
        <translation>Renomear</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>New name</source>
        <translation>Novo nome</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>The new name is {name}</source>
        <translation>O novo nome é {name}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Deleted: {name}</source>
        <translation>Excluído: {name}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Delete {name}?</source>
        <translation>Excluir {name}?</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>{name} will be deleted, with %n attempts: all answers, notes and progress. This cannot be undone. If you might want it later, export it first.</source>
        <translation>
            <numerusform>O nome {name} será excluído, com %n tentativa: todas as respostas, anotações e o progresso. Isso não pode ser desfeito. Se talvez precisar disso depois, exporte antes.</numerusform>
            <numerusform>O nome {name} será excluído, com %n tentativas: todas as respostas, anotações e o progresso. Isso não pode ser desfeito. Se talvez precisar disso depois, exporte antes.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Delete the guest?</source>
        <translation>Excluir o convidado?</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>The guest will be deleted, with %n attempts: all answers, notes and progress. This cannot be undone. If you might want it later, export it first.</source>
        <translation>
            <numerusform>O convidado será excluído, com %n tentativa: todas as respostas, anotações e o progresso. Isso não pode ser desfeito. Se talvez precisar disso depois, exporte antes.</numerusform>
            <numerusform>O convidado será excluído, com %n tentativas: todas as respostas, anotações e o progresso. Isso não pode ser desfeito. Se talvez precisar disso depois, exporte antes.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Delete forever</source>
        <translation>Excluir para sempre</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Keep</source>
        <translation>Manter</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>learner</source>
        <translation>estudante</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Export {name}</source>
        <translation>Exportar {name}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Learners of Quizapp</source>
        <translation>Estudantes do Quizapp</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Import a learner…</source>
        <translation>Importar um estudante…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Back up everything…</source>
        <translation>Fazer cópia de segurança de tudo…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Restore a backup…</source>
        <translation>Restaurar uma cópia de segurança…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Import a learner</source>
        <translation>Importar um estudante</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>quizapp backup</source>
        <translation>cópia de segurança do quizapp</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Backups of Quizapp</source>
        <translation>Cópias de segurança do Quizapp</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Back up everything</source>
        <translation>Fazer cópia de segurança de tudo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Restore a backup</source>
        <translation>Restaurar uma cópia de segurança</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Restore a backup?</source>
        <translation>Restaurar uma cópia de segurança?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>The work of all learners will be as it was when {file} was made. What is here now is not deleted: it is moved to another file.</source>
        <translation>O trabalho de todos os estudantes ficará como era quando {file} foi criado. O que está aqui agora não é excluído: vai para outro arquivo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Restore it</source>
        <translation>Restaurar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <source>Keep what is here</source>
        <translation>Manter o que está aqui</translation>
    </message>
</context>
<context>
    <name>Learning</name>
    <message>
        <location filename="../../quizapp/gui/learners/learning.py"/>
        <source>Guest</source>
        <translation>Convidado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learning.py"/>
        <source>Saved work is still loading. Please try again in a moment.</source>
        <translation>O trabalho salvo ainda está sendo carregado. Tente de novo daqui a pouco.</translation>
    </message>
</context>
<context>
    <name>LeaveGuard</name>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>The disk does not answer.</source>
        <translation>O disco não responde.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Not everything is saved</source>
        <translation>Nem tudo está salvo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Your last answers are not saved yet. If you leave now, they will be lost.</source>
        <translation>Suas últimas respostas ainda não foram salvas. Se você sair agora, elas serão perdidas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Try again</source>
        <translation>Tentar de novo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Save elsewhere…</source>
        <translation>Salvar em outro lugar…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Close anyway</source>
        <translation>Fechar mesmo assim</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Leave anyway</source>
        <translation>Sair mesmo assim</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Go on answering</source>
        <translation>Continuar respondendo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Stay</source>
        <translation>Ficar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>answers</source>
        <translation>respostas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Learners of Quizapp</source>
        <translation>Estudantes do Quizapp</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Save elsewhere</source>
        <translation>Salvar em outro lugar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Keep it as “{name}”</source>
        <translation>Guardar como “{name}”</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Keep it under a name…</source>
        <translation>Guardar com um nome…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Delete it and close</source>
        <translation>Excluir e fechar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Delete it and leave</source>
        <translation>Excluir e sair</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Keep what you have done?</source>
        <translation>Guardar o que você fez?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>You are here as a guest. A guest&apos;s work is deleted when the guest leaves.</source>
        <translation>Você está aqui como convidado. O trabalho de um convidado é excluído quando ele sai.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Keep it</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/leave_guard.py"/>
        <source>Your name</source>
        <translation>Seu nome</translation>
    </message>
</context>
<context>
    <name>LetterButton</name>
    <message>
        <location filename="../../quizapp/gui/learners/letters_panel.py"/>
        <source>Only the letters from A to Z can be chosen. Press another key.</source>
        <translation>Só é possível escolher as letras de A a Z. Aperte outra tecla.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/letters_panel.py"/>
        <source>Press a letter…</source>
        <translation>Aperte uma letra…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/letters_panel.py"/>
        <source>{what}: press a letter</source>
        <translation>{what}: aperte uma letra</translation>
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
        <translation>Letras e números escolhem respostas e fazem o que está listado aqui</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/letters_panel.py"/>
        <source>To change a key, choose it and press another letter.</source>
        <translation>Para mudar uma tecla, escolha-a e aperte outra letra.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/letters_panel.py"/>
        <source>Flag the question to come back to it</source>
        <translation>Marcar a questão com bandeira para voltar a ela</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/letters_panel.py"/>
        <source>Write a note</source>
        <translation>Fazer uma anotação</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/letters_panel.py"/>
        <source>Show a hint</source>
        <translation>Mostrar uma dica</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/letters_panel.py"/>
        <source>Cross out the option with the focus</source>
        <translation>Riscar a opção em foco</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/letters_panel.py"/>
        <source>{letter} has something to do already: {what}. Press another letter.</source>
        <translation>{letter} já tem uma função: {what}. Aperte outra letra.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/letters_panel.py"/>
        <source>{letter}: {what}.</source>
        <translation>{letter}: {what}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/letters_panel.py"/>
        <source>Where a question has an answer {letter}, it chooses that.</source>
        <translation>Quando uma questão tem uma resposta {letter}, a tecla escolhe essa resposta.</translation>
    </message>
</context>
<context>
    <name>LevelButton</name>
    <message>
        <location filename="../../quizapp/gui/library/level_button.py"/>
        <source>Reading level</source>
        <translation>Nível de leitura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/level_button.py"/>
        <source>Level: {level}</source>
        <translation>Nível: {level}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/level_button.py"/>
        <source>Reading level: {level}</source>
        <translation>Nível de leitura: {level}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/level_button.py"/>
        <source>Choose how easy the text is to read. You can change it while you read.</source>
        <translation>Escolha o quanto o texto deve ser fácil de ler. Você pode mudar durante a leitura.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/library/level_button.py"/>
        <source>{level} (%Ln words)</source>
        <translation>
            <numerusform>{level} (%Ln palavra)</numerusform>
            <numerusform>{level} (%Ln palavras)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LevelTool</name>
    <message>
        <location filename="../../quizapp/gui/passage/level_tool.py"/>
        <source>Reading level</source>
        <translation>Nível de leitura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/level_tool.py"/>
        <source>Reading level: {level}</source>
        <translation>Nível de leitura: {level}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/level_tool.py"/>
        <source>Reading level: {level} ({key})</source>
        <translation>Nível de leitura: {level} ({key})</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/level_tool.py"/>
        <source>The text is now: {level}</source>
        <translation>Nível do texto agora: {level}</translation>
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
        <translation>Sem texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_model.py"/>
        <source>Files with mistakes</source>
        <translation>Arquivos com erros</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_model.py"/>
        <source>You can use them once their mistakes are fixed</source>
        <translation>Você poderá usá-los quando os erros forem corrigidos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_model.py"/>
        <source>not found</source>
        <translation>não encontrado</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/library/library_model.py"/>
        <source>%n mistakes</source>
        <translation>
            <numerusform>%n erro</numerusform>
            <numerusform>%n erros</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/library/library_model.py"/>
        <source>%n questions</source>
        <translation>
            <numerusform>%n questão</numerusform>
            <numerusform>%n questões</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_model.py"/>
        <source>each question stands alone</source>
        <translation>cada questão é independente</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/library/library_model.py"/>
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln palavra</numerusform>
            <numerusform>%Ln palavras</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/library/library_model.py"/>
        <source>about %n min to read</source>
        <translation>
            <numerusform>cerca de %n min de leitura</numerusform>
            <numerusform>cerca de %n min de leitura</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LibraryPage</name>
    <message>
        <location filename="../../quizapp/gui/library/library_page.py"/>
        <source>Reading the banks…</source>
        <translation>Lendo os bancos…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_page.py"/>
        <source>No bank has these words.</source>
        <translation>Nenhum banco tem essas palavras.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_page.py"/>
        <source>There are no banks yet. Open a file to add one.</source>
        <translation>Ainda não há bancos. Abra um arquivo para adicionar um.</translation>
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
        <translation>Buscar nos bancos (Ctrl+F)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_page.py"/>
        <source>Search the banks</source>
        <translation>Buscar nos bancos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_page.py"/>
        <source>Open a file…</source>
        <translation>Abrir um arquivo…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_page.py"/>
        <source>Open a bank from anywhere (Ctrl+O); or drop it on the window</source>
        <translation>Abra um banco de qualquer lugar (Ctrl+O) ou solte-o na janela</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_page.py"/>
        <source>New bank…</source>
        <translation>Novo banco…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/library_page.py"/>
        <source>Write a bank of your own</source>
        <translation>Escreva seu próprio banco</translation>
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
            <numerusform>%n banco está na biblioteca agora.</numerusform>
            <numerusform>%n bancos estão na biblioteca agora.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/library_pages.py"/>
        <source>{title} is in the library now.</source>
        <translation>{title} está na biblioteca agora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/library_pages.py"/>
        <source>{title} is no longer in the library.</source>
        <translation>{title} não está mais na biblioteca.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/library_pages.py"/>
        <source>{title} is no longer in the library. Its file is where it was.</source>
        <translation>{title} não está mais na biblioteca. O arquivo continua onde estava.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/library_pages.py"/>
        <source>Put it back</source>
        <translation>Colocar de volta</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/shell/library_pages.py"/>
        <source>%n files cannot be used: {files}. The library lists what is wrong with each of them.</source>
        <translation>
            <numerusform>%n arquivo não pode ser usado: {files}. A biblioteca lista o que está errado nele.</numerusform>
            <numerusform>%n arquivos não podem ser usados: {files}. A biblioteca lista o que está errado em cada um.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/library_pages.py"/>
        <source>{files} was not found.</source>
        <translation>Não encontrado: {files}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/library_pages.py"/>
        <source>{files} is a folder. Open a question bank in it.</source>
        <translation>{files} é uma pasta. Abra um banco de questões que esteja nela.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/library_pages.py"/>
        <source>{files} is a picture, not a question bank.</source>
        <translation>{files} é uma imagem, não um banco de questões.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/library_pages.py"/>
        <source>{files} has mistakes. They are listed in the library.</source>
        <translation>{files} tem erros. Eles estão listados na biblioteca.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/shell/library_pages.py"/>
        <source>{files} and %n more</source>
        <translation>
            <numerusform>{files} e mais %n</numerusform>
            <numerusform>{files} e mais %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LineView</name>
    <message>
        <location filename="../../quizapp/gui/answers/line_view.py"/>
        <source>Your answer</source>
        <translation>Sua resposta</translation>
    </message>
</context>
<context>
    <name>LinkLayer</name>
    <message>
        <location filename="../../quizapp/gui/shell/help_links.py"/>
        <source>This page has links. Right and Left choose one, Enter opens it.</source>
        <translation>Esta página tem links. As setas para a direita e para a esquerda escolhem um, Enter abre.</translation>
    </message>
</context>
<context>
    <name>LookPanel</name>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Colors of the system</source>
        <translation>Cores do sistema</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Dark</source>
        <translation>Escuro</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Cream</source>
        <translation>Creme</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>High contrast</source>
        <translation>Alto contraste</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Usual</source>
        <translation>Normal</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Colors</source>
        <translation>Cores</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Size of all texts</source>
        <translation>Tamanho de todos os textos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Size of the passage</source>
        <translation>Tamanho do texto de leitura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Font</source>
        <translation>Fonte</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Lines of the passage</source>
        <translation>Linhas do texto de leitura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Space between lines</source>
        <translation>Espaço entre linhas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Space between paragraphs</source>
        <translation>Espaço entre parágrafos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>{factor} × the letters’ size</source>
        <translation>{factor} × o tamanho das letras</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Space between letters</source>
        <translation>Espaço entre letras</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Space between words</source>
        <translation>Espaço entre palavras</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>{percent} % more</source>
        <translation>{percent}% a mais</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>{percent} %</source>
        <translation>{percent}%</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Usual (75 letters)</source>
        <translation>Normal (75 letras)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Very short</source>
        <translation>Muito curtas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Short</source>
        <translation>Curtas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Long</source>
        <translation>Longas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>As the window allows</source>
        <translation>Conforme a janela</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Usual (serif passage)</source>
        <translation>Normal (texto com serifa)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>As in the system</source>
        <translation>Como no sistema</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>When the harbor closed, the white tower stood empty for eleven years. Nobody lit the lamp.

Then a teacher asked for the key. Her class painted the door, and wrote down what the fishermen still knew.</source>
        <translation>Quando o porto fechou, a torre branca ficou vazia por onze anos. Ninguém acendia a lâmpada.

Então uma professora pediu a chave. A turma dela pintou a porta e anotou o que os pescadores ainda sabiam.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>Sample of a passage</source>
        <translation>Amostra de texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/look_panel.py"/>
        <source>How long did the tower stand empty?</source>
        <translation>Quanto tempo a torre ficou vazia?</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <location filename="../../quizapp/gui/shell/main_window.py"/>
        <source>Your settings could not be read, so everything is as at first. The old file is now {file}.</source>
        <translation>Não foi possível ler suas configurações, então tudo está como no início. O arquivo antigo agora é {file}.</translation>
    </message>
</context>
<context>
    <name>MarksCard</name>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Which bank</source>
        <translation>Qual banco</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>All banks together</source>
        <translation>Todos os bancos juntos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Not enough yet to show a trend.</source>
        <translation>Ainda é pouco para mostrar uma tendência.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Best: {percent} %, {when}.</source>
        <translation>Melhor: {percent}%, {when}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Each dot is an attempt. The line shows the marks of each month together.</source>
        <translation>Cada ponto é uma tentativa. A linha mostra as notas de cada mês em conjunto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>When</source>
        <translation>Quando</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Points</source>
        <translation>Pontos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Share</source>
        <translation>Porcentagem</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Marks over time: one attempt, {percent} %.</source>
        <translation>Notas ao longo do tempo: uma tentativa, {percent}%.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Marks over time: %n attempts, the first {first} %, the last {last} %.</source>
        <translation>
            <numerusform>Notas ao longo do tempo: %n tentativa, a primeira {first}%, a última {last}%.</numerusform>
            <numerusform>Notas ao longo do tempo: %n tentativas, a primeira {first}%, a última {last}%.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MatchingView</name>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Options</source>
        <translation>Opções</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Your answer, right</source>
        <translation>Sua resposta, certa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Your answer, wrong. Right answer: {option}</source>
        <translation>Sua resposta, errada. Resposta certa: {option}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Not answered. Right answer: {option}</source>
        <translation>Sem resposta. Resposta certa: {option}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Not answered</source>
        <translation>Sem resposta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Goes with {places}</source>
        <translation>Combina com {places}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Not needed</source>
        <translation>Não é necessária</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Place {name}</source>
        <translation>Lugar {name}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Press A–{last} to fill the places, Space for a list</source>
        <translation>A–{last} preenchem, Espaço abre a lista</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>{option} put into {place}</source>
        <translation>{option} colocada em {place}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>{option} taken out of {place}</source>
        <translation>{option} tirada de {place}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Put into {place}</source>
        <translation>Colocar em {place}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>(used in {places})</source>
        <translation>(usada em {places})</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Take out {option}</source>
        <translation>Tirar {option}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Choose an option</source>
        <translation>Escolha uma opção</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Place {place}, empty</source>
        <translation>Lugar {place}, vazio</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Place {place}: {option}</source>
        <translation>Lugar {place}: {option}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Press the letter of an option, or Space for a list</source>
        <translation>Aperte a letra de uma opção, ou Espaço para ver uma lista</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Used in {places}</source>
        <translation>Usada em {places}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/matching.py"/>
        <source>Option {number} of {count}</source>
        <translation>Opção {number} de {count}</translation>
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
        <translation>Consertar uma questão</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Back</source>
        <translation>Voltar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Question</source>
        <translation>Questão</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Another key</source>
        <translation>Outro gabarito</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Accept this too</source>
        <translation>Aceitar esta também</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Full points for all</source>
        <translation>Pontuação completa para todos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Leave it out</source>
        <translation>Desconsiderar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Other points</source>
        <translation>Outros pontos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Points of the question</source>
        <translation>Pontos da questão</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Why? Learners read it with their feedback.</source>
        <translation>Por quê? Os estudantes leem isto junto com os comentários.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>See what changes</source>
        <translation>Ver o que muda</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Change it</source>
        <translation>Alterar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Before</source>
        <translation>Antes</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>After</source>
        <translation>Depois</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Who changes</source>
        <translation>Quem muda</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Reason and what would change</source>
        <translation>O motivo e o que mudaria</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Answer the question as it is right. This takes the place of what was right so far. The author’s explanation was for the old key and is left out.</source>
        <translation>Responda à questão do jeito certo. Isso substitui o que era certo até agora. A explicação original era para o gabarito antigo e sai.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Give the answer that is right too. It earns all of the points.</source>
        <translation>Dê a resposta que também está certa. Ela vale todos os pontos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Whoever has handed in has all of the points of this question.</source>
        <translation>Quem entregou recebe todos os pontos desta questão.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>The question counts for nobody; its points are in no total.</source>
        <translation>A questão não conta para ninguém; os pontos dela não entram em nenhum total.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>The question is worth so many points:</source>
        <translation>A questão vale esta quantidade de pontos:</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Say in a few words why. Learners read it with their feedback.</source>
        <translation>Diga em poucas palavras por quê. Os estudantes leem isto junto com os comentários.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Working it out…</source>
        <translation>Calculando…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Nobody’s points change. It would count for whoever hands in from now on.</source>
        <translation>Os pontos de ninguém mudam. Valeria para quem entregar de agora em diante.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>%n of {handed_in} would have other points:</source>
        <translation>
            <numerusform>%n de {handed_in} teria outros pontos:</numerusform>
            <numerusform>%n de {handed_in} teriam outros pontos:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Changed: %n learners have other points. It can be taken back in the list of changes.</source>
        <translation>
            <numerusform>Alterado: %n estudante tem outros pontos. Isso pode ser revertido na lista de alterações.</numerusform>
            <numerusform>Alterado: %n estudantes têm outros pontos. Isso pode ser revertido na lista de alterações.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MissingNotice</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/passage/missing_notice.py"/>
        <source>%n of your highlights and notes are not in this version of the text. You’ll see them again at the reading level where you made them.</source>
        <translation>
            <numerusform>%n dos seus destaques e anotações não está nesta versão do texto. Você o verá de novo no nível de leitura em que o fez.</numerusform>
            <numerusform>%n dos seus destaques e anotações não estão nesta versão do texto. Você os verá de novo no nível de leitura em que os fez.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MultipleChoiceView</name>
    <message>
        <location filename="../../quizapp/gui/answers/multiple_choice.py"/>
        <source>Press A–{last} to choose or undo, Enter to go on</source>
        <translation>A–{last} escolhem ou desfazem, Enter continua</translation>
    </message>
</context>
<context>
    <name>NameCard</name>
    <message>
        <location filename="../../quizapp/gui/assignments/name_card.py"/>
        <source>Who are you?</source>
        <translation>Quem é você?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/name_card.py"/>
        <source>Your name</source>
        <translation>Seu nome</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/name_card.py"/>
        <source>Type your name</source>
        <translation>Digite seu nome</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/name_card.py"/>
        <source>Names of the class</source>
        <translation>Nomes da turma</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/name_card.py"/>
        <source>Pick your name. Your answers are handed in under it.</source>
        <translation>Escolha seu nome. Suas respostas são entregues com ele.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/name_card.py"/>
        <source>Pick your name, or type it if it is not there. Your answers are handed in under it.</source>
        <translation>Escolha seu nome ou, se ele não estiver na lista, digite-o. Suas respostas são entregues com ele.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/name_card.py"/>
        <source>No name of the class is like this. Ask your teacher.</source>
        <translation>Nenhum nome da turma é parecido com este. Fale com seu professor ou sua professora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/name_card.py"/>
        <source>Go on as {name}</source>
        <translation>Continuar como {name}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/name_card.py"/>
        <source>Go on</source>
        <translation>Continuar</translation>
    </message>
</context>
<context>
    <name>NamesForm</name>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Name of the class, such as 7b</source>
        <translation>Nome da turma, por exemplo 7b</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Name of the class</source>
        <translation>Nome da turma</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Names, one a line. You can paste a column of a spreadsheet here.</source>
        <translation>Nomes, um por linha. Você pode colar aqui uma coluna de uma planilha.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>All of them are new</source>
        <translation>Todos são novos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Otherwise a name that you have in another class is the same learner, with the same records</source>
        <translation>Se não, um nome que você já tem em outra turma é o mesmo estudante, com os mesmos registros</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>From a file…</source>
        <translation>De um arquivo…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>A CSV or text file</source>
        <translation>Um arquivo CSV ou de texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Names</source>
        <translation>Nomes</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>What was understood</source>
        <translation>O que foi entendido</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Add learners to {name}</source>
        <translation>Adicionar estudantes a {name}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>New class</source>
        <translation>Nova turma</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Nobody yet</source>
        <translation>Ninguém ainda</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Type the names, paste them, or choose a file. Names stay as they are written. A first line such as “Name; Time; Text size” may say what the columns hold.</source>
        <translation>Digite os nomes, cole-os ou escolha um arquivo. Os nomes ficam como estão escritos. Uma primeira linha como “Nome; Tempo; Tamanho do texto” pode dizer o que as colunas contêm.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>%n learners</source>
        <translation>
            <numerusform>%n estudante</numerusform>
            <numerusform>%n estudantes</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Make the class</source>
        <translation>Criar a turma</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Add %n learners</source>
        <translation>
            <numerusform>Adicionar %n estudante</numerusform>
            <numerusform>Adicionar %n estudantes</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Tables and texts</source>
        <translation>Tabelas e textos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/names_form.py"/>
        <source>Names from a file</source>
        <translation>Nomes de um arquivo</translation>
    </message>
</context>
<context>
    <name>Navigator</name>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator.py"/>
        <source>Questions</source>
        <translation>Questões</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator.py"/>
        <source>Use the arrow keys to move along the questions, and Enter to open one</source>
        <translation>Use as setas para percorrer as questões e Enter para abrir uma</translation>
    </message>
</context>
<context>
    <name>NavigatorModel</name>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator_model.py"/>
        <source>not answered</source>
        <translation>sem resposta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator_model.py"/>
        <source>partly answered</source>
        <translation>respondida em parte</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator_model.py"/>
        <source>answered</source>
        <translation>respondida</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator_model.py"/>
        <source>not right yet</source>
        <translation>ainda não está certa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator_model.py"/>
        <source>correct</source>
        <translation>certa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator_model.py"/>
        <source>partly correct</source>
        <translation>parcialmente certa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator_model.py"/>
        <source>not correct</source>
        <translation>não está certa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator_model.py"/>
        <source>not marked yet</source>
        <translation>ainda não corrigida</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator_model.py"/>
        <source>Question {number}, {state}</source>
        <translation>Questão {number}, {state}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator_model.py"/>
        <source>{words}, flagged</source>
        <translation>{words}, com bandeira</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/navigator_model.py"/>
        <source>{words}, with a note</source>
        <translation>{words}, com anotação</translation>
    </message>
</context>
<context>
    <name>NewBankPage</name>
    <message>
        <location filename="../../quizapp/gui/editor/new_bank_page.py"/>
        <source>New bank</source>
        <translation>Novo banco</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/new_bank_page.py"/>
        <source>Language of the bank</source>
        <translation>Idioma do banco</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/new_bank_page.py"/>
        <source>First question</source>
        <translation>Primeira questão</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/new_bank_page.py"/>
        <source>Paste or type the text here, or drop a file. Leave it empty for none.</source>
        <translation>Cole ou digite o texto aqui, ou solte um arquivo. Deixe vazio se não houver texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/new_bank_page.py"/>
        <source>Choose a file…</source>
        <translation>Escolher um arquivo…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/new_bank_page.py"/>
        <source>Another folder…</source>
        <translation>Outra pasta…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/new_bank_page.py"/>
        <source>Begin</source>
        <translation>Começar</translation>
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
        <translation>Texto (o que os estudantes leem)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/new_bank_page.py"/>
        <source>The text is here. Read it once more before you go on.</source>
        <translation>O texto está aqui. Leia mais uma vez antes de continuar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/new_bank_page.py"/>
        <source>It will be in the folder {folder}.</source>
        <translation>Ficará na pasta {folder}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/new_bank_page.py"/>
        <source>Texts ({endings})</source>
        <translation>Textos ({endings})</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/new_bank_page.py"/>
        <source>All files (*)</source>
        <translation>Todos os arquivos (*)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/new_bank_page.py"/>
        <source>Choose a text</source>
        <translation>Escolher um texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/new_bank_page.py"/>
        <source>Folder for the bank</source>
        <translation>Pasta para o banco</translation>
    </message>
</context>
<context>
    <name>NotePad</name>
    <message>
        <location filename="../../quizapp/gui/attempt/note_pad.py"/>
        <source>Your note</source>
        <translation>Sua anotação</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/note_pad.py"/>
        <source>Your note on this question</source>
        <translation>Sua anotação nesta questão</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/note_pad.py"/>
        <source>You’ll see it again with your results. Press Esc to go back.</source>
        <translation>Ela aparece de novo com seus resultados. Aperte Esc para voltar.</translation>
    </message>
</context>
<context>
    <name>NotePanel</name>
    <message>
        <location filename="../../quizapp/gui/passage/note_panel.py"/>
        <source>You’ll see it again with your results. Press Esc to go back.</source>
        <translation>Ela aparece de novo com seus resultados. Aperte Esc para voltar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/note_panel.py"/>
        <source>Delete the note</source>
        <translation>Excluir a anotação</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/note_panel.py"/>
        <source>Done</source>
        <translation>Pronto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/note_panel.py"/>
        <source>Your note on “{words}”</source>
        <translation>Sua anotação sobre “{words}”</translation>
    </message>
</context>
<context>
    <name>NoteRows</name>
    <message>
        <location filename="../../quizapp/gui/editor/check_pane.py"/>
        <source>Mistake</source>
        <translation>Erro de leitura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/check_pane.py"/>
        <source>Error</source>
        <translation>Erro</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/check_pane.py"/>
        <source>Warning</source>
        <translation>Aviso</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <location filename="../../quizapp/gui/kit/notice_bar.py"/>
        <source>Close this notice</source>
        <translation>Fechar este aviso</translation>
    </message>
</context>
<context>
    <name>NumericView</name>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>Type a date</source>
        <translation>Digite uma data</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>Type a number</source>
        <translation>Digite um número</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>Type a date, Enter to go on</source>
        <translation>Digite uma data, Enter continua</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>Type a number, Enter to go on</source>
        <translation>Digite um número, Enter continua</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>A date: the day, the name of the month, and the year</source>
        <translation>Uma data: o dia, o nome do mês e o ano</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>A date: the day, the month, and the year</source>
        <translation>Uma data: o dia, o mês e o ano</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>A date: the month, the day, and the year</source>
        <translation>Uma data: o mês, o dia e o ano</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>A number, with a comma before any decimals</source>
        <translation>Um número, com vírgula antes das casas decimais</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>A number, with a point before any decimals</source>
        <translation>Um número, com ponto antes das casas decimais</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>{form}, with its unit: {units}</source>
        <translation>{form}, com a unidade: {units}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>{form}, in {units}</source>
        <translation>{form}, em {units}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>Read as: {value}</source>
        <translation>Lido como: {value}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>This doesn’t look like a date</source>
        <translation>Isto não parece uma data</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>Add the unit</source>
        <translation>Acrescente a unidade</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>This doesn’t look like a number</source>
        <translation>Isto não parece um número</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>Right answer: {answer}</source>
        <translation>Resposta certa: {answer}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>%n days</source>
        <translation>
            <numerusform>%n dia</numerusform>
            <numerusform>%n dias</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/numeric.py"/>
        <source>{answer}, give or take {allowed}</source>
        <translation>{answer}, com tolerância de {allowed}</translation>
    </message>
</context>
<context>
    <name>OfferBar</name>
    <message>
        <location filename="../../quizapp/gui/assignments/offer_bar.py"/>
        <source>The assignment before</source>
        <translation>A tarefa anterior</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/offer_bar.py"/>
        <source>The next assignment</source>
        <translation>A próxima tarefa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/offer_bar.py"/>
        <source>Your file is not where it belongs yet</source>
        <translation>Seu arquivo ainda não está no lugar certo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/offer_bar.py"/>
        <source>Hand it in</source>
        <translation>Entregar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/offer_bar.py"/>
        <source>Your teacher has marked it</source>
        <translation>Já foi corrigida</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/offer_bar.py"/>
        <source>See the marks</source>
        <translation>Ver as notas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/offer_bar.py"/>
        <source>Your teacher has given it back: you can go on</source>
        <translation>A tarefa foi devolvida: você pode continuar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/offer_bar.py"/>
        <source>Go on</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/offer_bar.py"/>
        <source>Begun, and not handed in yet</source>
        <translation>Iniciada e ainda não entregue</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/offer_bar.py"/>
        <source>New from your teacher</source>
        <translation>Tarefa nova</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/offer_bar.py"/>
        <source>Open it</source>
        <translation>Abrir</translation>
    </message>
</context>
<context>
    <name>OpenResponseView</name>
    <message>
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>Your answer</source>
        <translation>Sua resposta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>Write your answer</source>
        <translation>Escreva sua resposta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>Model answer</source>
        <translation>Resposta modelo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>How does your answer compare?</source>
        <translation>Como está sua resposta, em comparação com o modelo?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>How your teacher rated it</source>
        <translation>Como foi avaliada</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>{given} of %n points</source>
        <translation>
            <numerusform>{given} de %n ponto</numerusform>
            <numerusform>{given} de %n pontos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>%n of {of} rated</source>
        <translation>
            <numerusform>Avaliados: %n de {of}</numerusform>
            <numerusform>Avaliados: %n de {of}</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>Press a number to give that many points</source>
        <translation>Aperte um número para dar essa quantidade de pontos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>Press Ctrl+Enter to go on</source>
        <translation>Aperte Ctrl+Enter para continuar</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>About {least} to %n words</source>
        <translation>
            <numerusform>Cerca de {least} a %n palavra</numerusform>
            <numerusform>Cerca de {least} a %n palavras</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>At least about %n words</source>
        <translation>
            <numerusform>Pelo menos cerca de %n palavra</numerusform>
            <numerusform>Pelo menos cerca de %n palavras</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>At most about %n words</source>
        <translation>
            <numerusform>No máximo cerca de %n palavra</numerusform>
            <numerusform>No máximo cerca de %n palavras</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln palavra</numerusform>
            <numerusform>%Ln palavras</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OptionCard</name>
    <message>
        <location filename="../../quizapp/gui/answers/parts/option_card.py"/>
        <source>Crossed out. {place}</source>
        <translation>Riscada. {place}</translation>
    </message>
</context>
<context>
    <name>OptionList</name>
    <message>
        <location filename="../../quizapp/gui/editor/forms/option_fields.py"/>
        <source>option {sign}</source>
        <translation>opção {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/option_fields.py"/>
        <source>Add a wrong option</source>
        <translation>Adicionar uma opção errada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/option_fields.py"/>
        <source>Add a right option</source>
        <translation>Adicionar uma opção certa</translation>
    </message>
</context>
<context>
    <name>OrderingView</name>
    <message>
        <location filename="../../quizapp/gui/answers/ordering.py"/>
        <source>Keep this order</source>
        <translation>Manter esta ordem</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/ordering.py"/>
        <source>{place} of {count}: {text}</source>
        <translation>{place} de {count}: {text}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/ordering.py"/>
        <source>Tab to an item, Alt+↑ and Alt+↓ to move it, Enter to go on</source>
        <translation>Tab até um item, Alt+↑ e Alt+↓ movem, Enter continua</translation>
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
        <translation>Revisão</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/page_tabs.py"/>
        <source>Progress</source>
        <translation>Progresso</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/page_tabs.py"/>
        <source>History</source>
        <translation>Histórico</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/page_tabs.py"/>
        <source>Review, due today: %n</source>
        <translation>
            <numerusform>Revisão, para hoje: %n</numerusform>
            <numerusform>Revisão, para hoje: %n</numerusform>
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
        <translation>“{text}” não é uma versão. Digite uma letra de A a D.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_model.py"/>
        <source>Answers were typed in already. Type the letter of their version.</source>
        <translation>Já foram digitadas respostas. Digite a letra da versão delas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_model.py"/>
        <source>First type the letter of the version.</source>
        <translation>Primeiro digite a letra da versão.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_model.py"/>
        <source>Version</source>
        <translation>Versão</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_model.py"/>
        <source>handed in a file</source>
        <translation>entregou um arquivo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_model.py"/>
        <source>not saved yet</source>
        <translation>ainda não salvo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_model.py"/>
        <source>is being saved</source>
        <translation>salvando</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_model.py"/>
        <source>saved</source>
        <translation>salvo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_model.py"/>
        <source>nothing typed in yet</source>
        <translation>nada digitado ainda</translation>
    </message>
</context>
<context>
    <name>PaperSection</name>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Assignment</source>
        <translation>Tarefa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Versions</source>
        <translation>Versões</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>1 version</source>
        <translation>1 versão</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>2 versions, A and B</source>
        <translation>2 versões, A e B</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>3 versions, A to C</source>
        <translation>3 versões, A a C</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>4 versions, A to D</source>
        <translation>4 versões, A a D</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Sheets</source>
        <translation>Folhas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Answer key</source>
        <translation>Gabarito</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Feedback</source>
        <translation>Comentários</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Enter goes to the next learner</source>
        <translation>Enter vai para o próximo estudante</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Answers on paper</source>
        <translation>Respostas em papel</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Go to Assignments</source>
        <translation>Ir para Tarefas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Paper</source>
        <translation>Papel</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>▣ handed in as a file · ✓ typed in and saved</source>
        <translation>▣ entregue como arquivo · ✓ digitado e salvo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Save as PDF…</source>
        <translation>Salvar em PDF…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Print…</source>
        <translation>Imprimir…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Nothing is handed out yet. Make an assignment; then you can print it.</source>
        <translation>Nada foi distribuído ainda. Crie uma tarefa; depois você pode imprimi-la.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>This class has no learners, so no answers can be typed in.</source>
        <translation>Esta turma não tem estudantes, então não há respostas a digitar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>{name} ({state})</source>
        <translation>{name} ({state})</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>The answers came as a file; nothing can be typed over it.</source>
        <translation>As respostas vieram em um arquivo; não é possível digitar por cima delas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Type the letter of the version that stands on the sheet, and then the answers; - for none.</source>
        <translation>Digite a letra da versão que está na folha e depois as respostas; - para nenhuma.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>{name}, question {number}</source>
        <translation>{name}, questão {number}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>First type the letter of the version.</source>
        <translation>Primeiro digite a letra da versão.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>{name}, question {number}: {stem}</source>
        <translation>{name}, questão {number}: {stem}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>{name}, question {number}: {why} It is not saved yet.</source>
        <translation>{name}, questão {number}: {why} Ainda não foi salvo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Nobody has handed in yet.</source>
        <translation>Ninguém entregou ainda.</translation>
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
            <numerusform>Para %n em papel</numerusform>
            <numerusform>Para os %n em papel</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>For all %n</source>
        <translation>
            <numerusform>Para %n estudante</numerusform>
            <numerusform>Para todos os %n</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Feedback releases the marks: whoever gets it sees the marks, the key and your remarks.</source>
        <translation>Os comentários divulgam as notas: quem os recebe vê as notas, o gabarito e suas observações.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/paper_section.py"/>
        <source>Release “{title}” on paper?</source>
        <translation>Divulgar as notas de “{title}” em papel?</translation>
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
        <translation>Imprima este arquivo: {file}</translation>
    </message>
</context>
<context>
    <name>PassageCard</name>
    <message>
        <location filename="../../quizapp/gui/passage/passage_card.py"/>
        <source>Find in the passage</source>
        <translation>Buscar no texto</translation>
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
            <numerusform>%Ln palavra</numerusform>
            <numerusform>%Ln palavras</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PassageForm</name>
    <message>
        <location filename="../../quizapp/gui/editor/passage_form.py"/>
        <source>Name of this level</source>
        <translation>Nome deste nível</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/passage_form.py"/>
        <source>Name of this level, such as “Easier”</source>
        <translation>Nome deste nível, como “Mais fácil”</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/passage_form.py"/>
        <source>Leave an empty line between paragraphs. “# ” begins a title, “## ” a heading, “- ” a list.</source>
        <translation>Deixe uma linha vazia entre os parágrafos. “# ” começa um título, “## ” um subtítulo e “- ” uma lista.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/passage_form.py"/>
        <source>Add a level</source>
        <translation>Adicionar um nível</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/passage_form.py"/>
        <source>Remove this level</source>
        <translation>Remover este nível</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/passage_form.py"/>
        <source>Standard</source>
        <translation>Padrão</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/passage_form.py"/>
        <source>(no name yet)</source>
        <translation>(ainda sem nome)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/passage_form.py"/>
        <source>This text is in the file {file}, beside the bank.</source>
        <translation>Este texto está no arquivo {file}, ao lado do banco.</translation>
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
        <translation>Nível {number}</translation>
    </message>
</context>
<context>
    <name>PassageGutter</name>
    <message>
        <location filename="../../quizapp/gui/passage/passage_gutter.py"/>
        <source>Paragraph {number}</source>
        <translation>Parágrafo {number}</translation>
    </message>
</context>
<context>
    <name>PassageImages</name>
    <message>
        <location filename="../../quizapp/gui/passage/passage_images.py"/>
        <source>Enlarge the image: {alt}</source>
        <translation>Ampliar a imagem: {alt}</translation>
    </message>
</context>
<context>
    <name>PassagePicker</name>
    <message>
        <location filename="../../quizapp/gui/editor/forms/passage_picker.py"/>
        <source>Select words with the mouse, or with Shift and the arrow keys. Enter takes them.</source>
        <translation>Selecione palavras com o mouse, ou com Shift e as setas. Enter usa essas palavras.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/passage_picker.py"/>
        <source>Select words with the mouse, or with Shift and the arrow keys. Enter takes them, or the sentence.</source>
        <translation>Selecione palavras com o mouse, ou com Shift e as setas. Enter usa essas palavras ou, se não houver nenhuma, a frase.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/passage_picker.py"/>
        <source>Use these words</source>
        <translation>Usar estas palavras</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/passage_picker.py"/>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/passage_picker.py"/>
        <source>Nothing is selected yet.</source>
        <translation>Nada foi selecionado ainda.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/passage_picker.py"/>
        <source>Choose words of one sentence, and not of a heading.</source>
        <translation>Escolha palavras de uma só frase, e não de um título.</translation>
    </message>
</context>
<context>
    <name>PassageReader</name>
    <message>
        <location filename="../../quizapp/gui/passage/passage_reader.py"/>
        <source>Read the passage aloud</source>
        <translation>Ler o texto em voz alta</translation>
    </message>
</context>
<context>
    <name>PassageToolBar</name>
    <message>
        <location filename="../../quizapp/gui/passage/tool_bar.py"/>
        <source>Tools for the passage</source>
        <translation>Ferramentas do texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/tool_bar.py"/>
        <source>More tools</source>
        <translation>Mais ferramentas</translation>
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
        <translation>Senha</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>New password, at least 6 characters</source>
        <translation>Nova senha, com pelo menos 6 caracteres</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>The same again</source>
        <translation>A mesma de novo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Code</source>
        <translation>Código</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Forgotten password…</source>
        <translation>Esqueci a senha…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Copy the code</source>
        <translation>Copiar o código</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>The desk is locked</source>
        <translation>A mesa está trancada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Unlock</source>
        <translation>Destrancar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Forgotten password</source>
        <translation>Senha esquecida</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Take it off</source>
        <translation>Remover</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Set a password</source>
        <translation>Criar uma senha</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Set it</source>
        <translation>Criar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Learners on this computer then cannot open the desk. It locks again whenever you leave it. The records themselves are not encrypted.</source>
        <translation>Assim, os estudantes deste computador não podem abrir a mesa. Ela se tranca de novo sempre que você sai dela. Os registros em si não são criptografados.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Change the password</source>
        <translation>Mudar a senha</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Change it</source>
        <translation>Mudar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Take the password off</source>
        <translation>Remover a senha</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Write this code down</source>
        <translation>Anote este código</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>I have written it down</source>
        <translation>Já anotei</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>If you forget the password, only this code takes it off. It is shown only once.</source>
        <translation>Se você esquecer a senha, só este código a remove. Ele é mostrado uma única vez.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Back to the library</source>
        <translation>Voltar à biblioteca</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Back</source>
        <translation>Voltar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>The two are not the same. Type the new password again.</source>
        <translation>As duas senhas não são iguais. Digite a nova senha de novo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/password_card.py"/>
        <source>The desk has no password now.</source>
        <translation>A mesa agora está sem senha.</translation>
    </message>
</context>
<context>
    <name>PauseCover</name>
    <message>
        <location filename="../../quizapp/gui/attempt/pause_cover.py"/>
        <source>Paused</source>
        <translation>Em pausa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/pause_cover.py"/>
        <source>The clock has stopped. Your answers are safe.</source>
        <translation>O relógio parou. Suas respostas estão guardadas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/pause_cover.py"/>
        <source>Go on</source>
        <translation>Continuar</translation>
    </message>
</context>
<context>
    <name>PenBar</name>
    <message>
        <location filename="../../quizapp/gui/passage/pen_bar.py"/>
        <source>Highlight: {color}</source>
        <translation>Destacar: {color}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/pen_bar.py"/>
        <source>Write a note</source>
        <translation>Fazer uma anotação</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/pen_bar.py"/>
        <source>Remove the highlight</source>
        <translation>Remover o destaque</translation>
    </message>
</context>
<context>
    <name>PickedWordsList</name>
    <message>
        <location filename="../../quizapp/gui/editor/forms/word_fields.py"/>
        <source>Pick in the sentence…</source>
        <translation>Escolher na frase…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/word_fields.py"/>
        <source>Pick words in the sentence</source>
        <translation>Escolher palavras na frase</translation>
    </message>
</context>
<context>
    <name>PointsCard</name>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>{when}: {points} ({percent} %)</source>
        <translation>{when}: {points} ({percent}%)</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>{month} · %n attempts</source>
        <translation>
            <numerusform>{month} · %n tentativa</numerusform>
            <numerusform>{month} · %n tentativas</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <location filename="../../quizapp/gui/editor/preview.py"/>
        <source>Try again</source>
        <translation>Tentar de novo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/preview.py"/>
        <source>Show the key</source>
        <translation>Mostrar o gabarito</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/preview.py"/>
        <source>Passage</source>
        <translation>Texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/preview.py"/>
        <source>Question</source>
        <translation>Questão</translation>
    </message>
</context>
<context>
    <name>ProfileDialog</name>
    <message>
        <location filename="../../quizapp/gui/learners/profile_dialog.py"/>
        <source>How text looks, and what helps</source>
        <translation>Aparência do texto e ajudas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/profile_dialog.py"/>
        <source>How text looks</source>
        <translation>Aparência do texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/profile_dialog.py"/>
        <source>Time and help</source>
        <translation>Tempo e ajudas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/profile_dialog.py"/>
        <source>Letter keys</source>
        <translation>Teclas de letras</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/profile_dialog.py"/>
        <source>{name} has this in practice, tests, reviews and assignments.</source>
        <translation>{name} tem isto em práticas, provas, revisões e tarefas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/profile_dialog.py"/>
        <source>You are a guest, so this is yours until you leave. With a name, you keep it.</source>
        <translation>Você está aqui como convidado, então isto é seu até você sair. Com um nome, fica guardado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/profile_dialog.py"/>
        <source>Reset this page</source>
        <translation>Restaurar esta página</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/profile_dialog.py"/>
        <source>Use for new learners too</source>
        <translation>Usar também para novos estudantes</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/profile_dialog.py"/>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/profile_dialog.py"/>
        <source>Everything on this page is as at first.</source>
        <translation>Tudo nesta página está como no início.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/profile_dialog.py"/>
        <source>Guests and new learners begin with this.</source>
        <translation>Convidados e novos estudantes começam com isto.</translation>
    </message>
</context>
<context>
    <name>ProgressPage</name>
    <message>
        <location filename="../../quizapp/gui/study/progress_page.py"/>
        <source>Show as tables</source>
        <translation>Mostrar como tabelas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/progress_page.py"/>
        <source>Marks over time</source>
        <translation>Notas ao longo do tempo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/progress_page.py"/>
        <source>Skills over time</source>
        <translation>Habilidades ao longo do tempo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/progress_page.py"/>
        <source>Common mix-ups</source>
        <translation>Confusões comuns</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/progress_page.py"/>
        <source>Time spent</source>
        <translation>Tempo dedicado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/progress_page.py"/>
        <source>Progress</source>
        <translation>Progresso</translation>
    </message>
</context>
<context>
    <name>QuestionCard</name>
    <message>
        <location filename="../../quizapp/gui/attempt/question_card.py"/>
        <source>Question {number} of {count}</source>
        <translation>Questão {number} de {count}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/attempt/question_card.py"/>
        <source>%n points</source>
        <translation>
            <numerusform>%n ponto</numerusform>
            <numerusform>%n pontos</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_card.py"/>
        <source>{points} points</source>
        <translation>{points} pontos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_card.py"/>
        <source>all or nothing</source>
        <translation>tudo ou nada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_card.py"/>
        <source>Cross out options that can’t be right ({key}, or Shift and the letter)</source>
        <translation>Risque opções que não podem estar certas ({key}, ou Shift e a letra)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_card.py"/>
        <source>Cross out options</source>
        <translation>Riscar opções</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_card.py"/>
        <source>Read the question aloud</source>
        <translation>Ler a questão em voz alta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_card.py"/>
        <source>Read the question aloud (Ctrl+F9)</source>
        <translation>Ler a questão em voz alta (Ctrl+F9)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_card.py"/>
        <source>Undo the last check (Ctrl+Z)</source>
        <translation>Desfazer a última conferência (Ctrl+Z)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_card.py"/>
        <source>Show evidence</source>
        <translation>Mostrar a evidência</translation>
    </message>
</context>
<context>
    <name>QuestionChoice</name>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Search questions</source>
        <translation>Buscar questões</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Search questions by their words, or by their bank</source>
        <translation>Busque questões pelas palavras delas ou pelo banco</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Skill</source>
        <translation>Habilidade</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Type</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Difficulty so far</source>
        <translation>Dificuldade até agora</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Every skill</source>
        <translation>Toda habilidade</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Every type</source>
        <translation>Todos os tipos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Any difficulty</source>
        <translation>Toda dificuldade</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Hard: up to 50 % right</source>
        <translation>Difícil: até 50% de acerto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Medium: 50 to 80 %</source>
        <translation>Média: 50 a 80%</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Easy: 80 % and more</source>
        <translation>Fácil: 80% e mais</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Questions</source>
        <translation>Questões</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>Choose none</source>
        <translation>Não escolher nenhuma</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>None of these questions has been answered yet</source>
        <translation>Nenhuma destas questões foi respondida ainda</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>No question matches. Try other words or filters.</source>
        <translation>Nenhuma questão encontrada. Tente outras palavras ou filtros.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>There is no bank in the library. Open one there first.</source>
        <translation>Não há nenhum banco na biblioteca. Primeiro abra um lá.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>%n questions are chosen</source>
        <translation>
            <numerusform>%n questão escolhida</numerusform>
            <numerusform>%n questões escolhidas</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>None is chosen yet</source>
        <translation>Nenhuma escolhida ainda</translation>
    </message>
</context>
<context>
    <name>QuestionDisplay</name>
    <message>
        <location filename="../../quizapp/gui/attempt/question_display.py"/>
        <source>Image: {alt}</source>
        <translation>Imagem: {alt}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_display.py"/>
        <source>Check again</source>
        <translation>Conferir de novo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_display.py"/>
        <source>Check answer</source>
        <translation>Conferir resposta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_display.py"/>
        <source>Next question</source>
        <translation>Próxima questão</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_display.py"/>
        <source>Press Enter to go on</source>
        <translation>Aperte Enter para continuar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_display.py"/>
        <source>not counted</source>
        <translation>não conta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_display.py"/>
        <source>{parts} are open</source>
        <translation>Faltam {parts}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_display.py"/>
        <source>{part} is open</source>
        <translation>Ainda em aberto: {part}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/question_display.py"/>
        <source>{open}. Check again to have your answer marked as it is.</source>
        <translation>{open}. Confira de novo para que sua resposta seja corrigida como está.</translation>
    </message>
</context>
<context>
    <name>QuestionForm</name>
    <message>
        <location filename="../../quizapp/gui/editor/forms/form.py"/>
        <source>Question</source>
        <translation>Questão</translation>
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
        <translation>Ampliar a imagem: {alt}</translation>
    </message>
</context>
<context>
    <name>QuestionList</name>
    <message>
        <location filename="../../quizapp/gui/editor/question_list.py"/>
        <source>Search the questions</source>
        <translation>Buscar nas questões</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/question_list.py"/>
        <source>Add a question</source>
        <translation>Adicionar uma questão</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/question_list.py"/>
        <source>Add</source>
        <translation>Adicionar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/question_list.py"/>
        <source>Move up (Alt+↑)</source>
        <translation>Mover para cima (Alt+↑)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/question_list.py"/>
        <source>Move down (Alt+↓)</source>
        <translation>Mover para baixo (Alt+↓)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/question_list.py"/>
        <source>More for this question</source>
        <translation>Mais para esta questão</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/question_list.py"/>
        <source>Duplicate (Ctrl+Shift+D)</source>
        <translation>Duplicar (Ctrl+Shift+D)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/question_list.py"/>
        <source>Copy to another bank…</source>
        <translation>Copiar para outro banco…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/question_list.py"/>
        <source>Move to another bank…</source>
        <translation>Mover para outro banco…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/question_list.py"/>
        <source>Delete (Del)</source>
        <translation>Excluir (Del)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/question_list.py"/>
        <source>Questions</source>
        <translation>Questões</translation>
    </message>
</context>
<context>
    <name>QuestionModel</name>
    <message>
        <location filename="../../quizapp/gui/results/question_model.py"/>
        <source>Flagged</source>
        <translation>Com bandeira</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/question_model.py"/>
        <source>Press Enter to mark it now</source>
        <translation>Aperte Enter para corrigir agora</translation>
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
        <translation>(ainda sem texto)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/question_rows.py"/>
        <source>No type yet</source>
        <translation>Ainda sem tipo</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/editor/question_rows.py"/>
        <source>%n mistakes</source>
        <translation>
            <numerusform>%n erro</numerusform>
            <numerusform>%n erros</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/editor/question_rows.py"/>
        <source>%n findings</source>
        <translation>
            <numerusform>%n achado</numerusform>
            <numerusform>%n achados</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/question_row.py"/>
        <source>Mark it now</source>
        <translation>Corrigir agora</translation>
    </message>
</context>
<context>
    <name>QuizBar</name>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_bar.py"/>
        <source>Previous question (Alt+←)</source>
        <translation>Questão anterior (Alt+←)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_bar.py"/>
        <source>Flag</source>
        <translation>Bandeira</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_bar.py"/>
        <source>Note</source>
        <translation>Anotação</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_bar.py"/>
        <source>Pause: stop the clock and cover the question</source>
        <translation>Pausar: para o relógio e cobre a questão</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_bar.py"/>
        <source>Next question (Alt+→)</source>
        <translation>Próxima questão (Alt+→)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_bar.py"/>
        <source>Flag this question to come back to it</source>
        <translation>Marcar esta questão com bandeira para voltar a ela</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_bar.py"/>
        <source>Write a note on this question</source>
        <translation>Fazer uma anotação nesta questão</translation>
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
        <translation>Restam {time}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/attempt/quiz_clock.py"/>
        <source>%n minutes left.</source>
        <translation>
            <numerusform>Resta %n minuto.</numerusform>
            <numerusform>Restam %n minutos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/attempt/quiz_clock.py"/>
        <source>Time left: %n minutes</source>
        <translation>
            <numerusform>Tempo restante: %n minuto</numerusform>
            <numerusform>Tempo restante: %n minutos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/attempt/quiz_clock.py"/>
        <source>Time: %n minutes</source>
        <translation>
            <numerusform>Tempo: %n minuto</numerusform>
            <numerusform>Tempo: %n minutos</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_clock.py"/>
        <source>Time left: less than a minute</source>
        <translation>Tempo restante: menos de um minuto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_clock.py"/>
        <source>Time: less than a minute</source>
        <translation>Tempo: menos de um minuto</translation>
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
        <translation>Sua última conferência foi desfeita.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_page.py"/>
        <source>Flagged</source>
        <translation>Marcada com bandeira</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_page.py"/>
        <source>Flag removed</source>
        <translation>Bandeira removida</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/quiz_page.py"/>
        <source>You skipped question {number}. Alt+← goes back to it.</source>
        <translation>Você pulou a questão {number}. Alt+← volta a ela.</translation>
    </message>
</context>
<context>
    <name>QuotationField</name>
    <message>
        <location filename="../../quizapp/gui/editor/forms/evidence_field.py"/>
        <source>Pick in the passage…</source>
        <translation>Escolher no texto…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/evidence_field.py"/>
        <source>This bank has no passage.</source>
        <translation>Este banco não tem texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/evidence_field.py"/>
        <source>Pick in the passage</source>
        <translation>Escolher no texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/evidence_field.py"/>
        <source>Pick in the passage: {level}</source>
        <translation>Escolher no texto: {level}</translation>
    </message>
</context>
<context>
    <name>QuotationView</name>
    <message>
        <location filename="../../quizapp/gui/editor/forms/evidence_field.py"/>
        <source>Remove this quotation</source>
        <translation>Remover esta citação</translation>
    </message>
</context>
<context>
    <name>RatingList</name>
    <message>
        <location filename="../../quizapp/gui/desk/rating_list.py"/>
        <source>Written answers</source>
        <translation>Respostas escritas</translation>
    </message>
</context>
<context>
    <name>RatingModel</name>
    <message>
        <location filename="../../quizapp/gui/desk/rating_list.py"/>
        <source>to rate</source>
        <translation>a avaliar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_list.py"/>
        <source>rated</source>
        <translation>avaliada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_list.py"/>
        <source>being saved</source>
        <translation>salvando</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_list.py"/>
        <source>not saved</source>
        <translation>não salva</translation>
    </message>
</context>
<context>
    <name>RatingPage</name>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Reading…</source>
        <translation>Lendo…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Order of the answers</source>
        <translation>Ordem das respostas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Question by question</source>
        <translation>Questão por questão</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Learner by learner</source>
        <translation>Estudante por estudante</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Hide the names</source>
        <translation>Ocultar os nomes</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Gradebook</source>
        <translation>Diário de notas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Back to the gradebook</source>
        <translation>Voltar ao diário de notas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Answer</source>
        <translation>Resposta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Model answer</source>
        <translation>Resposta modelo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Rubric</source>
        <translation>Rubrica</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Your remark</source>
        <translation>Sua observação</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Digits choose · Enter saves and goes on · Backspace goes back · R remark · M model answer</source>
        <translation>0–9 escolhem · Enter salva · Backspace volta · R observação · M modelo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Save and go on</source>
        <translation>Salvar e continuar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>There is no written answer to rate in this assignment.</source>
        <translation>Não há nenhuma resposta escrita para avaliar nesta tarefa.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Answer {number}</source>
        <translation>Resposta {number}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>%Ln words</source>
        <translation>
            <numerusform>%Ln palavra</numerusform>
            <numerusform>%Ln palavras</numerusform>
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
            <numerusform>Avaliadas: %n de {count}</numerusform>
            <numerusform>Avaliadas: %n de {count}</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>Criterion {letter} has no level yet. Choose one, or skip with Alt+→.</source>
        <translation>O critério {letter} ainda não tem nível. Escolha um, ou pule com Alt+→.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rating_page.py"/>
        <source>All written answers are rated.</source>
        <translation>Todas as respostas escritas foram avaliadas.</translation>
    </message>
</context>
<context>
    <name>ReadAloudBar</name>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>Pause reading</source>
        <translation>Pausar a leitura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>Sentence before</source>
        <translation>Frase anterior</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>Next sentence</source>
        <translation>Próxima frase</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>Stop reading</source>
        <translation>Parar a leitura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>Reading speed</source>
        <translation>Velocidade de leitura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>Go on reading</source>
        <translation>Continuar a leitura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>Paused</source>
        <translation>Em pausa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>Starting…</source>
        <translation>Iniciando…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>Reading aloud</source>
        <translation>Leitura em voz alta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>Reading aloud is not installed yet. Close Quizapp and start it once with “python3 start.py speech”, or install “quizapp[speech]”. A teacher can do that.</source>
        <translation>A leitura em voz alta ainda não está instalada. Feche o Quizapp e inicie-o uma vez com “python3 start.py speech”, ou instale “quizapp[speech]”. Se precisar, peça ajuda na escola.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>This computer has no voice yet. Install the packages “speech-dispatcher” and “espeak-ng”, and try again. A teacher can do that.</source>
        <translation>Este computador ainda não tem nenhuma voz. Instale os pacotes “speech-dispatcher” e “espeak-ng” e tente de novo. Se precisar, peça ajuda na escola.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>This computer has no voice yet. Add one in the system’s settings, and try again.</source>
        <translation>Este computador ainda não tem nenhuma voz. Adicione uma nas configurações do sistema e tente de novo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>This computer has no voice for this language ({language}). Install the package “espeak-ng”, and try again.</source>
        <translation>Este computador não tem voz para este idioma ({language}). Instale o pacote “espeak-ng” e tente de novo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>This computer has no voice for this language ({language}). Add one in the system’s settings, and try again.</source>
        <translation>Este computador não tem voz para este idioma ({language}). Adicione uma nas configurações do sistema e tente de novo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>The voice of this computer has stopped. Try again.</source>
        <translation>A voz deste computador parou. Tente de novo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>Very slow</source>
        <translation>Muito devagar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>Slow</source>
        <translation>Devagar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>Usual speed</source>
        <translation>Velocidade normal</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>Fast</source>
        <translation>Rápido</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/read_aloud_bar.py"/>
        <source>Very fast</source>
        <translation>Muito rápido</translation>
    </message>
</context>
<context>
    <name>ReadingAids</name>
    <message>
        <location filename="../../quizapp/gui/passage/reading_aids.py"/>
        <source>Line ruler</source>
        <translation>Régua de leitura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/reading_aids.py"/>
        <source>Words with a meaning</source>
        <translation>Palavras explicadas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/reading_aids.py"/>
        <source>Off</source>
        <translation>Desligado</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/passage/reading_aids.py"/>
        <source>%n lines</source>
        <translation>
            <numerusform>%n linha</numerusform>
            <numerusform>%n linhas</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReadingPage</name>
    <message>
        <location filename="../../quizapp/gui/library/reading_page.py"/>
        <source>How text looks</source>
        <translation>Aparência do texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/reading_page.py"/>
        <source>Back to the library</source>
        <translation>Voltar à biblioteca</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/reading_page.py"/>
        <source>Practice</source>
        <translation>Praticar</translation>
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
        <translation>Adicionar…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/record_field.py"/>
        <source>Add to {entry}…</source>
        <translation>Adicionar a: {entry}…</translation>
    </message>
</context>
<context>
    <name>Recordings</name>
    <message>
        <location filename="../../quizapp/gui/learners/recordings.py"/>
        <source>Saved in {file}. Import it later under “{page}”.</source>
        <translation>Salvo em {file}. Importe-o depois em “{page}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/recordings.py"/>
        <source>Saved in {file}, except for what you began just now.</source>
        <translation>Salvo em {file}, exceto o que você começou agora há pouco.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/recordings.py"/>
        <source>Not saved yet: the questions are still being written. Please try again.</source>
        <translation>Ainda não salvo: as questões ainda estão sendo gravadas. Tente de novo.</translation>
    </message>
</context>
<context>
    <name>RemarkField</name>
    <message>
        <location filename="../../quizapp/gui/desk/remark_field.py"/>
        <source>Use again</source>
        <translation>Usar de novo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/remark_field.py"/>
        <source>Keep this remark for other answers</source>
        <translation>Guardar esta observação para outras respostas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/remark_field.py"/>
        <source>Keep no longer</source>
        <translation>Não guardar mais</translation>
    </message>
</context>
<context>
    <name>ReopenCard</name>
    <message>
        <location filename="../../quizapp/gui/desk/reopen_card.py"/>
        <source>What was handed in stays. The learner opens the file that you save here, and goes on where they stopped.</source>
        <translation>O que já foi entregue fica. O estudante abre o arquivo que você salvar aqui e continua de onde parou.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/reopen_card.py"/>
        <source>Reason: it is shown to the learner, and kept</source>
        <translation>Motivo: é mostrado ao estudante e fica guardado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/reopen_card.py"/>
        <source>More time</source>
        <translation>Mais tempo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/reopen_card.py"/>
        <source>No extra time</source>
        <translation>Sem tempo extra</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/reopen_card.py"/>
        <source>%n minutes more</source>
        <translation>
            <numerusform>mais %n minuto</numerusform>
            <numerusform>mais %n minutos</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/reopen_card.py"/>
        <source>Save the file…</source>
        <translation>Salvar o arquivo…</translation>
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
        <translation>Dê este arquivo ao estudante: {file}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/reopen_card.py"/>
        <source>Folder for the file that reopens it</source>
        <translation>Pasta para o arquivo de reabertura</translation>
    </message>
</context>
<context>
    <name>ResultsPage</name>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Show in the passage</source>
        <translation>Mostrar no texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Questions</source>
        <translation>Questões</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Back to the library</source>
        <translation>Voltar à biblioteca</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Print…</source>
        <translation>Imprimir…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Save…</source>
        <translation>Salvar…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Take it again</source>
        <translation>Fazer de novo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Go on with the rest</source>
        <translation>Continuar com o resto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Practice what was missed</source>
        <translation>Praticar o que você errou</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Back to the assignment</source>
        <translation>Voltar à tarefa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Show the question</source>
        <translation>Mostrar a questão</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Time ran out. The answers you had given by then count.</source>
        <translation>O tempo acabou. Valem as respostas que você já tinha dado.</translation>
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
            <numerusform>Erradas: %n</numerusform>
            <numerusform>Erradas: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Flagged: %n</source>
        <translation>
            <numerusform>Com bandeira: %n</numerusform>
            <numerusform>Com bandeira: %n</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Your notes and highlights: {count}</source>
        <translation>Suas anotações e destaques: {count}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Saving…</source>
        <translation>Salvando…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Report to print or file (*.pdf)</source>
        <translation>Relatório para imprimir ou arquivar (*.pdf)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Table for a spreadsheet (*.csv)</source>
        <translation>Tabela para planilha (*.csv)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Data for other programs (*.json)</source>
        <translation>Dados para outros programas (*.json)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Report</source>
        <translation>Relatório</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Save the result</source>
        <translation>Salvar o resultado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Saved as {file}</source>
        <translation>Salvo como {file}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_page.py"/>
        <source>Sent to the printer</source>
        <translation>Enviado à impressora</translation>
    </message>
</context>
<context>
    <name>ResultsSummary</name>
    <message>
        <location filename="../../quizapp/gui/results/results_summary.py"/>
        <source>Summary</source>
        <translation>Resumo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_summary.py"/>
        <source>Name on the printed report</source>
        <translation>Nome no relatório impresso</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_summary.py"/>
        <source>Optional</source>
        <translation>Opcional</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_summary.py"/>
        <source>Your teacher says</source>
        <translation>Comentário de quem corrigiu</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_summary.py"/>
        <source>By skill</source>
        <translation>Por habilidade</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_summary.py"/>
        <source>How sure you were</source>
        <translation>Sua certeza</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_summary.py"/>
        <source>Reading time</source>
        <translation>Tempo de leitura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_summary.py"/>
        <source>How you sorted the statements</source>
        <translation>Como você classificou as afirmações</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/results/results_summary.py"/>
        <source>{right} of %n right</source>
        <translation>
            <numerusform>{right} de %n certa</numerusform>
            <numerusform>{right} de %n certas</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_summary.py"/>
        <source>{points} by certainty</source>
        <translation>{points} pela certeza</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_summary.py"/>
        <source>Points by certainty are a second score, beside the one above: the surer you were, the more a right answer won, and the more a wrong one lost.</source>
        <translation>Os pontos pela certeza são uma segunda pontuação, ao lado da pontuação acima: quanto maior sua certeza, mais uma resposta certa ganhou e mais uma errada perdeu.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/results_summary.py"/>
        <source>Paragraph {number}</source>
        <translation>Parágrafo {number}</translation>
    </message>
</context>
<context>
    <name>ResumeBar</name>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>The newer one</source>
        <translation>A mais nova</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>The older one</source>
        <translation>A mais antiga</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>Go on</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>Go on where you stopped (Ctrl+R)</source>
        <translation>Continuar de onde você parou (Ctrl+R)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>Finish as it is</source>
        <translation>Terminar como está</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>Stop offering it here; nothing is deleted</source>
        <translation>Parar de oferecer aqui; nada é excluído</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>Set aside</source>
        <translation>Deixar de lado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>Show the history</source>
        <translation>Mostrar o histórico</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>%n more attempts are not finished</source>
        <translation>
            <numerusform>Mais %n tentativa não terminada</numerusform>
            <numerusform>Mais %n tentativas não terminadas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>Go on with them from the history</source>
        <translation>
            <numerusform>Continue-a pelo histórico</numerusform>
            <numerusform>Continue-as pelo histórico</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>Show the history: {title}</source>
        <translation>Mostrar o histórico: {title}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>Test</source>
        <translation>Prova</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>Review</source>
        <translation>Revisão</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>Practice</source>
        <translation>Prática</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>stopped at question {number} of {count}</source>
        <translation>parou na questão {number} de {count}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/resume_bar.py"/>
        <source>Go on where you stopped: {title}, {detail}</source>
        <translation>Continuar de onde você parou: {title}, {detail}</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Questions that you miss come here. Miss one again, and it comes back in a few minutes; get it right, and it comes back after a few days, then after weeks. If the bank has another question about the same words, you may get that one instead.</source>
        <translation>As questões que você erra vêm para cá. Se você errar de novo, a questão volta em alguns minutos; se acertar, volta depois de alguns dias e, mais tarde, de algumas semanas. Se o banco tiver outra questão sobre as mesmas palavras, pode vir essa outra no lugar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Questions a day, at most</source>
        <translation>Questões por dia, no máximo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Start the review</source>
        <translation>Começar a revisão</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Back to the library</source>
        <translation>Voltar à biblioteca</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Questions a day, at most:</source>
        <translation>Questões por dia, no máximo:</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>End the break</source>
        <translation>Terminar a pausa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Away until:</source>
        <translation>Até quando não vai estar:</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Take a break</source>
        <translation>Fazer uma pausa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Nothing is due until you are back</source>
        <translation>Não há nada para revisar até você voltar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Looking for questions that are due…</source>
        <translation>Procurando questões para hoje…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>You are away until {day}</source>
        <translation>Pausa até: {day}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>%n questions are due</source>
        <translation>
            <numerusform>%n questão para revisar</numerusform>
            <numerusform>%n questões para revisar</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Nothing is due now</source>
        <translation>Nada para revisar agora</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Nothing to review</source>
        <translation>Nada para revisar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Nothing is due until then.</source>
        <translation>Até lá não há nada para revisar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>You have not missed any questions so far.</source>
        <translation>Até agora você não errou nenhuma questão.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Reviewed today: %n.</source>
        <translation>
            <numerusform>Revisadas hoje: %n.</numerusform>
            <numerusform>Revisadas hoje: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>%n questions that you missed can&apos;t be asked: they are no longer in the library.</source>
        <translation>
            <numerusform>%n questão que você errou não pode ser feita: ela não está mais na biblioteca.</numerusform>
            <numerusform>%n questões que você errou não podem ser feitas: elas não estão mais na biblioteca.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Done so far</source>
        <translation>Parte da revisão concluída</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Review done</source>
        <translation>Revisão concluída</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>{right} of %n right on the first try.</source>
        <translation>
            <numerusform>Certas na primeira tentativa: {right} de %n.</numerusform>
            <numerusform>Certas na primeira tentativa: {right} de %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>{right} of %n right</source>
        <translation>
            <numerusform>{right} de %n certa</numerusform>
            <numerusform>{right} de %n certas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Still due: %n.</source>
        <translation>
            <numerusform>Ainda para revisar: %n.</numerusform>
            <numerusform>Ainda para revisar: %n.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Go on with the review</source>
        <translation>Continuar a revisão</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>You were away for %n weeks.</source>
        <translation>
            <numerusform>Você ficou fora %n semana.</numerusform>
            <numerusform>Você ficou fora %n semanas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>%n questions waited.</source>
        <translation>
            <numerusform>%n questão esperava por você.</numerusform>
            <numerusform>%n questões esperavam por você.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>You were away.</source>
        <translation>Você ficou fora.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>The rest comes over the next %n days.</source>
        <translation>
            <numerusform>O resto vem amanhã.</numerusform>
            <numerusform>O resto vem nos próximos %n dias.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>The rest comes tomorrow.</source>
        <translation>O resto vem amanhã.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>%n more are due.</source>
        <translation>
            <numerusform>Ainda há %n para revisar.</numerusform>
            <numerusform>Ainda há %n para revisar.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>%n more are due. They can wait until tomorrow.</source>
        <translation>
            <numerusform>Ainda há %n para revisar. Pode esperar até amanhã.</numerusform>
            <numerusform>Ainda há %n para revisar. Podem esperar até amanhã.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>%n questions</source>
        <translation>
            <numerusform>%n questão</numerusform>
            <numerusform>%n questões</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Next: {count}, today from {time}.</source>
        <translation>Próximas: {count}, hoje a partir de {time}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/review_page.py"/>
        <source>Next: {day}, {count}.</source>
        <translation>Próximas: {day}, {count}.</translation>
    </message>
</context>
<context>
    <name>Rubric</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/rubric.py"/>
        <source>%n points</source>
        <translation>
            <numerusform>%n ponto</numerusform>
            <numerusform>%n pontos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RulerLayer</name>
    <message>
        <location filename="../../quizapp/gui/passage/line_ruler.py"/>
        <source>Line ruler on. The Up and Down keys move it.</source>
        <translation>Régua de leitura ligada. As setas para cima e para baixo a movem.</translation>
    </message>
</context>
<context>
    <name>RulesCard</name>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>Class {name}</source>
        <translation>Turma {name}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>This is a test. Your teacher marks it.</source>
        <translation>Esta é uma prova. A correção fica com seu professor ou sua professora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>This is a practice. Take your time, and learn from it.</source>
        <translation>Esta é uma prática. Faça com calma e aprenda com ela.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>This is a test. You see your marks after you have handed it in.</source>
        <translation>Esta é uma prova. Você vê suas notas depois de entregar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>The text is hidden this time. Answer as well as you can without it.</source>
        <translation>Desta vez o texto está oculto. Responda o melhor que puder sem ele.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>Time</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>{due}. That is over: what you hand in now is late.</source>
        <translation>{due}. O prazo já passou: o que você entregar agora conta como atrasado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>Hand in by</source>
        <translation>Entregar até</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>Questions</source>
        <translation>Questões</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>%n questions</source>
        <translation>
            <numerusform>%n questão</numerusform>
            <numerusform>%n questões</numerusform>
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
        <translation>Tentativas</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>%n for each question</source>
        <translation>
            <numerusform>%n para cada questão</numerusform>
            <numerusform>%n para cada questão</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>How sure</source>
        <translation>Certeza</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>You say how sure you are; wrong and sure costs points.</source>
        <translation>Você diz quanta certeza tem; errar com certeza custa pontos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>Marks</source>
        <translation>Notas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>After each question</source>
        <translation>Depois de cada questão</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>After you have handed in</source>
        <translation>Depois da entrega</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>When your teacher gives them out</source>
        <translation>Quando forem divulgadas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>Reading level</source>
        <translation>Nível de leitura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>Your teacher has chosen it</source>
        <translation>Já definido para esta tarefa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>Allowed</source>
        <translation>Permitido</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>No tools</source>
        <translation>Nenhuma ferramenta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>For you, one wrong answer is left out of each question that has enough.</source>
        <translation>Para você, uma resposta errada é retirada de cada questão que tem opções suficientes.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>All of them: only your teacher has the key, so none can be left out here.</source>
        <translation>Todas: o gabarito não está neste arquivo, então nenhuma pode ser retirada aqui.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>Answers</source>
        <translation>Respostas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>As much as you need</source>
        <translation>O tempo que você precisar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>As much as you need (for you, there is no limit)</source>
        <translation>O tempo que você precisar (para você, não há limite)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>{time} for each text</source>
        <translation>{time} para cada texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>{time} (your own time)</source>
        <translation>{time} (tempo só seu)</translation>
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
        <translation>Turma</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Kind</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Marks and answers are shown</source>
        <translation>Quando mostrar notas e respostas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Time for each text</source>
        <translation>Tempo para cada texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Tries at a question</source>
        <translation>Tentativas em cada questão</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Reading level</source>
        <translation>Nível de leitura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Test</source>
        <translation>Prova</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Practice</source>
        <translation>Prática</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>No limit</source>
        <translation>Sem limite</translation>
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
            <numerusform>%n</numerusform>
            <numerusform>Até %n</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Ask how sure they are</source>
        <translation>Pedir a certeza em cada resposta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Shuffle the questions</source>
        <translation>Embaralhar as questões</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>A test gives no hints; practice may.</source>
        <translation>Uma prova não dá dicas; uma prática pode dar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Others may type a name</source>
        <translation>Outras pessoas podem digitar um nome</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Hide the text</source>
        <translation>Ocultar o texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>To see which questions can be answered without reading</source>
        <translation>Para ver quais questões podem ser respondidas sem ler</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Lock the reading level</source>
        <translation>Bloquear o nível de leitura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Learners can’t change it. Where you have set a level for a learner, that counts.</source>
        <translation>Os estudantes não podem mudá-lo. Onde você definiu um nível para um estudante, vale esse.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Hand in by</source>
        <translation>Entregar até</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Date and time to hand in by</source>
        <translation>Data e hora limite da entrega</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>Learners may use</source>
        <translation>Os estudantes podem usar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>When I release them</source>
        <translation>Quando eu divulgar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>After handing in</source>
        <translation>Depois da entrega</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>At once</source>
        <translation>Na hora</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>The file holds no answers. They stay on your desk.</source>
        <translation>O arquivo não contém respostas. Elas ficam na sua mesa.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>The file holds the answers, so anyone who looks inside it can find them.</source>
        <translation>O arquivo contém as respostas; quem olhar dentro dele pode encontrá-las.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/rules_form.py"/>
        <source>This date is over already.</source>
        <translation>Esta data já passou.</translation>
    </message>
</context>
<context>
    <name>SaveStatus</name>
    <message>
        <location filename="../../quizapp/gui/shell/save_status.py"/>
        <source>Saved</source>
        <translation>Salvo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/save_status.py"/>
        <source>Saving…</source>
        <translation>Salvando…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/save_status.py"/>
        <source>Not saved</source>
        <translation>Não salvo</translation>
    </message>
</context>
<context>
    <name>ScoreCard</name>
    <message>
        <location filename="../../quizapp/gui/results/score_card.py"/>
        <source>Read at: {levels}</source>
        <translation>Nível de leitura usado: {levels}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/results/score_card.py"/>
        <source>Time taken: {time}</source>
        <translation>Tempo gasto: {time}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/results/score_card.py"/>
        <source>Mark them now</source>
        <translation>
            <numerusform>Corrigir agora</numerusform>
            <numerusform>Corrigir agora</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/results/score_card.py"/>
        <source>{answered} of %n questions answered</source>
        <translation>
            <numerusform>{answered} de %n questão respondida</numerusform>
            <numerusform>{answered} de %n questões respondidas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/results/score_card.py"/>
        <source>All %n questions answered</source>
        <translation>
            <numerusform>A única questão foi respondida</numerusform>
            <numerusform>Todas as %n questões foram respondidas</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SentenceLayer</name>
    <message>
        <location filename="../../quizapp/gui/passage/sentence_layer.py"/>
        <source>Selected</source>
        <translation>Selecionada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/sentence_layer.py"/>
        <source>Your answer, right</source>
        <translation>Sua resposta, certa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/sentence_layer.py"/>
        <source>Your answer, wrong</source>
        <translation>Sua resposta, errada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/sentence_layer.py"/>
        <source>Right answer, not chosen</source>
        <translation>Resposta certa, não escolhida</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/sentence_layer.py"/>
        <source>Not selected</source>
        <translation>Não selecionada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/sentence_layer.py"/>
        <source>Sentence {number} of {count}</source>
        <translation>Frase {number} de {count}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/sentence_layer.py"/>
        <source>Arrow keys move from sentence to sentence, Space selects a sentence or removes it</source>
        <translation>As setas passam de frase em frase, Espaço seleciona uma frase ou tira a seleção</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/passage/sentence_layer.py"/>
        <source>Arrow keys move from sentence to sentence</source>
        <translation>As setas passam de frase em frase</translation>
    </message>
</context>
<context>
    <name>ShortAnswerView</name>
    <message>
        <location filename="../../quizapp/gui/answers/short_answer.py"/>
        <source>Type your answer</source>
        <translation>Digite sua resposta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/short_answer.py"/>
        <source>Accepted: {answers}</source>
        <translation>Aceitas: {answers}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/short_answer.py"/>
        <source>Type your answer, Enter to go on</source>
        <translation>Digite sua resposta, Enter continua</translation>
    </message>
</context>
<context>
    <name>SkillsCard</name>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Skills over time.</source>
        <translation>Habilidades ao longo do tempo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>{skill}: {text}</source>
        <translation>{skill}: {text}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Attempts with few questions on a skill are counted together.</source>
        <translation>Tentativas com poucas questões de uma habilidade são contadas juntas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Skill</source>
        <translation>Habilidade</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>When</source>
        <translation>Quando</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Points</source>
        <translation>Pontos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/points_cards.py"/>
        <source>Share</source>
        <translation>Porcentagem</translation>
    </message>
</context>
<context>
    <name>Study</name>
    <message>
        <location filename="../../quizapp/gui/study/study.py"/>
        <source>History</source>
        <translation>Histórico</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/study.py"/>
        <source>Progress</source>
        <translation>Progresso</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/study.py"/>
        <source>Review</source>
        <translation>Revisão</translation>
    </message>
</context>
<context>
    <name>SupportPanel</name>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>{factor} × the time</source>
        <translation>{factor} × o tempo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>As the test says</source>
        <translation>Como a prova diz</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>No time limit</source>
        <translation>Sem limite de tempo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>Time for tests</source>
        <translation>Tempo para provas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>Texts begin</source>
        <translation>Os textos começam</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>As they were written</source>
        <translation>Como foram escritos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>Easier to read</source>
        <translation>Mais fáceis de ler</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>Read aloud in tests</source>
        <translation>Ler em voz alta nas provas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>Nothing</source>
        <translation>Nada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>Questions and answers</source>
        <translation>Questões e respostas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>Everything</source>
        <translation>Tudo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>Leave out one wrong answer of each question that has enough</source>
        <translation>Retirar uma resposta errada de cada questão que tem opções suficientes</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/support_panel.py"/>
        <source>This is yours in practice, tests and reviews, and results tell it. In work from your teacher, what your teacher has set counts.</source>
        <translation>Isto vale para suas práticas, provas e revisões, e aparece nos resultados. Nas tarefas que você recebe, vale o que foi definido para você.</translation>
    </message>
</context>
<context>
    <name>TableView</name>
    <message>
        <location filename="../../quizapp/gui/answers/table.py"/>
        <source>Column {number} of {count}</source>
        <translation>Coluna {number} de {count}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/table.py"/>
        <source>Row {name}</source>
        <translation>Linha {name}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/table.py"/>
        <source>Arrow keys move, Space chooses, 1–{last} choose and go down</source>
        <translation>Setas movem, Espaço escolhe, 1–{last} escolhem e descem</translation>
    </message>
</context>
<context>
    <name>TextChoiceField</name>
    <message>
        <location filename="../../quizapp/gui/editor/forms/choice_fields.py"/>
        <source>Choose…</source>
        <translation>Escolher…</translation>
    </message>
</context>
<context>
    <name>TimeCard</name>
    <message>
        <location filename="../../quizapp/gui/study/time_card.py"/>
        <source>Week from {date}</source>
        <translation>Semana a partir de {date}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/time_card.py"/>
        <source>{when}: {time}, %n attempts</source>
        <translation>
            <numerusform>{when}: {time}, %n tentativa</numerusform>
            <numerusform>{when}: {time}, %n tentativas</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/time_card.py"/>
        <source>Time spent by week: {time} in all.</source>
        <translation>Tempo dedicado por semana: {time} ao todo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/time_card.py"/>
        <source>Time spent by month: {time} in all.</source>
        <translation>Tempo dedicado por mês: {time} ao todo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/time_card.py"/>
        <source>Week</source>
        <translation>Semana</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/time_card.py"/>
        <source>Month</source>
        <translation>Mês</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/time_card.py"/>
        <source>Attempts</source>
        <translation>Tentativas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/time_card.py"/>
        <source>Time</source>
        <translation>Tempo</translation>
    </message>
</context>
<context>
    <name>Transfer</name>
    <message>
        <location filename="../../quizapp/gui/editor/transfer.py"/>
        <source>There is no other bank of your own. “New bank…” in the library makes one.</source>
        <translation>Você não tem outro banco seu. “Novo banco…” na biblioteca cria um.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/transfer.py"/>
        <source>Bank</source>
        <translation>Banco</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/transfer.py"/>
        <source>Move it to which bank?</source>
        <translation>Mover para qual banco?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/transfer.py"/>
        <source>Copy it to which bank?</source>
        <translation>Copiar para qual banco?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/transfer.py"/>
        <source>It comes last there. Its image comes along; evidence has to stand in that bank’s passage.</source>
        <translation>Ela fica por último. A imagem vai junto; a evidência precisa estar no texto desse banco.</translation>
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
        <translation>Um dos dois arquivos não pode ser lido como está. Conserte-o primeiro.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/transfer.py"/>
        <source>Question {number} is in {title} now.</source>
        <translation>A questão {number} agora está em “{title}”.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/editor/transfer.py"/>
        <source>%n things have to be mended there.</source>
        <translation>
            <numerusform>Lá é preciso consertar %n coisa.</numerusform>
            <numerusform>Lá é preciso consertar %n coisas.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TwoPartView</name>
    <message>
        <location filename="../../quizapp/gui/answers/two_part.py"/>
        <source>option {letter}</source>
        <translation>opção {letter}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/two_part.py"/>
        <source>Answer part A, then Enter or Tab for part B</source>
        <translation>Responda à parte A; Enter ou Tab vai à parte B</translation>
    </message>
</context>
<context>
    <name>UnderstandSection</name>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>Assignment</source>
        <translation>Tarefa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>The same without the text</source>
        <translation>A mesma, sem o texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>The class</source>
        <translation>A turma</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>As a table</source>
        <translation>Como tabela</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>Changes…</source>
        <translation>Alterações…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>Mend this question…</source>
        <translation>Consertar esta questão…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>Question</source>
        <translation>Questão</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>What to talk about first is at the top.</source>
        <translation>No topo está o que mais merece conversa.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>Compare without the text…</source>
        <translation>Comparar com a prova sem o texto…</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>%n learners have handed in.</source>
        <translation>
            <numerusform>%n estudante entregou.</numerusform>
            <numerusform>%n estudantes entregaram.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>The bands show how sure a figure is: 95 times in 100, such a band holds the true one.</source>
        <translation>As faixas mostram o quanto um número é confiável: em 95 de 100 vezes, uma faixa assim contém o valor verdadeiro.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>With so few, all ranges are wide.</source>
        <translation>Com tão poucos, todos os intervalos são largos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>Nothing has come in yet that counts. Collect the answers first.</source>
        <translation>Ainda não chegou nada que valha. Recolha as respostas primeiro.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>Collect</source>
        <translation>Recolher</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>There is no assignment yet. Make one, and what the class understood is here.</source>
        <translation>Ainda não há nenhuma tarefa. Crie uma, e o que a turma compreendeu aparecerá aqui.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <source>Make an assignment</source>
        <translation>Criar uma tarefa</translation>
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
        <translation>Sua observação sobre o trabalho todo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/answer_panel.py"/>
        <source>Save the remark</source>
        <translation>Salvar a observação</translation>
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
        <translation>Palavras (você pode usar cada uma mais de uma vez)</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/word_bank.py"/>
        <source>Words</source>
        <translation>Palavras</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/word_bank.py"/>
        <source>{word}: put into gap {number}</source>
        <translation>{word}: colocada na lacuna {number}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/word_bank.py"/>
        <source>{word}: taken out of gap {number}</source>
        <translation>{word}: tirada da lacuna {number}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/word_bank.py"/>
        <source>Press A–{last} to fill one gap after another, Delete to empty one</source>
        <translation>A–{last} preenchem as lacunas, Delete esvazia uma</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/word_bank.py"/>
        <source>in gap {numbers}</source>
        <translation>na lacuna {numbers}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/word_bank.py"/>
        <source>not used</source>
        <translation>não usada</translation>
    </message>
</context>
<context>
    <name>WorkCard</name>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Not you?</source>
        <translation>Não é você?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Save it again elsewhere…</source>
        <translation>Salvar de novo em outro lugar…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Back to the library</source>
        <translation>Voltar à biblioteca</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>You are {name}.</source>
        <translation>Você é {name}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Hand in again…</source>
        <translation>Entregar de novo…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Hand in…</source>
        <translation>Entregar…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>“{title}” was not begun.</source>
        <translation>Você ainda não começou “{title}”.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>%n questions of “{title}” are not answered.</source>
        <translation>
            <numerusform>%n questão de “{title}” está sem resposta.</numerusform>
            <numerusform>%n questões de “{title}” estão sem resposta.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>All questions are answered.</source>
        <translation>Todas as questões foram respondidas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>You cannot change your answers after that.</source>
        <translation>Depois disso você não pode mais mudar suas respostas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Not handed in yet</source>
        <translation>Ainda não entregue</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Given back to you</source>
        <translation>Devolvida a você</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Handed in</source>
        <translation>Entregue</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Ready to hand in</source>
        <translation>Pronta para entregar</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>{done} of %n parts done</source>
        <translation>
            <numerusform>{done} de %n parte concluída</numerusform>
            <numerusform>{done} de %n partes concluídas</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Your answers are kept, but the file is not where it belongs. Hand it in again.</source>
        <translation>Suas respostas estão guardadas, mas o arquivo não está no lugar certo. Entregue de novo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Your teacher says: {reason}</source>
        <translation>Motivo da devolução: {reason}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>You can go on with it, and hand it in again. What you handed in stays.</source>
        <translation>Você pode continuar e entregar de novo. O que você já entregou fica.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Handed in: {when}</source>
        <translation>Entregue: {when}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>The file for your teacher: {file}</source>
        <translation>O arquivo da entrega: {file}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Your teacher marks it.</source>
        <translation>A correção fica com seu professor ou sua professora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Handed in too early? Ask your teacher to reopen it.</source>
        <translation>Entregou cedo demais? Peça a seu professor ou sua professora que reabra a tarefa.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>All parts are done. Hand it in, so that your teacher gets it.</source>
        <translation>Todas as partes estão concluídas. Entregue a tarefa para que ela seja corrigida.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Your teacher says: {remark}</source>
        <translation>Comentário de quem corrigiu: {remark}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Marks were changed: %n questions were marked again.</source>
        <translation>
            <numerusform>As notas mudaram: %n questão foi corrigida de novo.</numerusform>
            <numerusform>As notas mudaram: %n questões foram corrigidas de novo.</numerusform>
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
            <numerusform>Não iniciada · %n questão</numerusform>
            <numerusform>Não iniciada · %n questões</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Begin</source>
        <translation>Começar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Under way · {answered}</source>
        <translation>Em andamento · {answered}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Go on</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>See the results</source>
        <translation>Ver os resultados</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Not begun</source>
        <translation>Não iniciada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Done · {answered}</source>
        <translation>Concluída · {answered}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>See your answers</source>
        <translation>Ver suas respostas</translation>
    </message>
</context>
<context>
    <name>WrongSentenceList</name>
    <message>
        <location filename="../../quizapp/gui/editor/forms/wrong_sentences.py"/>
        <source>Pick a wrong sentence…</source>
        <translation>Escolher uma frase errada…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/wrong_sentences.py"/>
        <source>wrong sentence {sign}</source>
        <translation>frase errada {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/wrong_sentences.py"/>
        <source>Pick in the passage</source>
        <translation>Escolher no texto</translation>
    </message>
</context>
<context>
    <name>YamlPane</name>
    <message>
        <location filename="../../quizapp/gui/editor/yaml_pane.py"/>
        <source>The file as text</source>
        <translation>O arquivo como texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/yaml_pane.py"/>
        <source>Tab indents. F6 or Shift+Tab leaves the text.</source>
        <translation>Tab recua. F6 ou Shift+Tab sai do campo.</translation>
    </message>
</context>
<context>
    <name>_Card</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <source>%n learners</source>
        <translation>
            <numerusform>%n estudante</numerusform>
            <numerusform>%n estudantes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Criterion</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/answers/open_response.py"/>
        <source>%n points</source>
        <translation>
            <numerusform>%n ponto</numerusform>
            <numerusform>%n pontos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Edge</name>
    <message>
        <location filename="../../quizapp/gui/attempt/card_split.py"/>
        <source>Edge between passage and question</source>
        <translation>Borda entre o texto e a questão</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/attempt/card_split.py"/>
        <source>The arrow keys move it</source>
        <translation>Mova com as teclas de seta</translation>
    </message>
</context>
<context>
    <name>_Figures</name>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/progress_page.py"/>
        <source>Banks finished</source>
        <translation>
            <numerusform>Banco concluído</numerusform>
            <numerusform>Bancos concluídos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/gui/study/progress_page.py"/>
        <source>Questions answered</source>
        <translation>
            <numerusform>Questão respondida</numerusform>
            <numerusform>Questões respondidas</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/progress_page.py"/>
        <source>Time spent</source>
        <translation>Tempo dedicado</translation>
    </message>
</context>
<context>
    <name>_LevelLine</name>
    <message>
        <location filename="../../quizapp/gui/editor/forms/evidence_field.py"/>
        <source>Pick again…</source>
        <translation>Escolher de novo…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/evidence_field.py"/>
        <source>Not at this level</source>
        <translation>Não está neste nível</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/evidence_field.py"/>
        <source>This bank has no passage.</source>
        <translation>Este banco não tem texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/evidence_field.py"/>
        <source>These words are not in the passage.</source>
        <translation>Estas palavras não estão no texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/evidence_field.py"/>
        <source>These words are in the passage more than once.</source>
        <translation>Estas palavras estão mais de uma vez no texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/evidence_field.py"/>
        <source>Paragraph {number}</source>
        <translation>Parágrafo {number}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/evidence_field.py"/>
        <source>Before paragraph 1</source>
        <translation>Antes do parágrafo 1</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/evidence_field.py"/>
        <source>{level}: {place}</source>
        <translation>{level}: {place}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/evidence_field.py"/>
        <source>Pick again at the level {level}</source>
        <translation>Escolher de novo no nível {level}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/evidence_field.py"/>
        <source>Not at the level {level}</source>
        <translation>Não está no nível {level}</translation>
    </message>
</context>
<context>
    <name>_Nothing</name>
    <message>
        <location filename="../../quizapp/gui/study/progress_page.py"/>
        <source>Finish a bank, and you will see here how your marks change, and what you do well.</source>
        <translation>Termine um banco, e você verá aqui como suas notas mudam e o que você faz bem.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/progress_page.py"/>
        <source>Nothing to show yet</source>
        <translation>Nada para mostrar ainda</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/progress_page.py"/>
        <source>Go to the library</source>
        <translation>Ir para a biblioteca</translation>
    </message>
</context>
<context>
    <name>_Part</name>
    <message>
        <location filename="../../quizapp/gui/answers/two_part.py"/>
        <source>does not count</source>
        <translation>não conta</translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Remove</source>
        <translation>Remover</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Selected</source>
        <translation>Selecionada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/evidence.py"/>
        <source>Remove: {sentence}</source>
        <translation>Remover: {sentence}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/ordering.py"/>
        <source>{place} of {count}</source>
        <translation>{place} de {count}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/ordering.py"/>
        <source>Move up: {text}</source>
        <translation>Mover para cima: {text}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/ordering.py"/>
        <source>Move down: {text}</source>
        <translation>Mover para baixo: {text}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/ordering.py"/>
        <source>right place</source>
        <translation>lugar certo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/ordering.py"/>
        <source>belongs at {place}</source>
        <translation>o lugar é {place}</translation>
    </message>
</context>
<context>
    <name>_Rows</name>
    <message>
        <location filename="../../quizapp/gui/editor/question_list.py"/>
        <source>Questions</source>
        <translation>Questões</translation>
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
        <translation>Sem um comando, uma janela se abre, e os bancos em ARQUIVO… são adicionados à biblioteca. Os comandos funcionam no
terminal:

  list         lista os bancos
  check        encontra erros em bancos, com arquivos e linhas
  take         responde a um banco ou corrige respostas de um arquivo
  convert      cria bancos a partir de artigos com questões STARC
  import       traz questões do Moodle e de outras ferramentas
  export-bank  grava um banco para o Moodle e outras ferramentas
  schema       dá ao seu editor de texto o esquema JSON dos bancos
  learners     lista os estudantes
  export       grava o histórico de um estudante em um arquivo

Para docentes:

  class        lista, cria e altera turmas
  assign       distribui bancos ou questões a uma turma
  collect      recebe o que os estudantes entregaram
  print        folhas, gabarito e comentários em PDF
  grades       mostra notas, avalia respostas escritas, divulga notas
  analyze      mostra o que uma turma compreendeu
  remark       conserta um gabarito errado e recalcula as notas
  desk         prepara a mesa do docente e a tranca com uma senha

Exemplos:
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
        <translation>ou responda a um banco neste terminal: quizapp take BANCO</translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>The output cannot be written: the disk is full.</source>
        <translation>Não foi possível gravar a saída: o disco está cheio.</translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>Reading quizzes: read a passage, answer questions, and see in the text why.</source>
        <translation>Leitura com questões: leia um texto, responda e veja no texto por quê.</translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>quizapp [--data-dir DIR] [--desk-url ADDRESS] [FILE…]
quizapp [--data-dir DIR] COMMAND …</source>
        <translation>quizapp [--data-dir PASTA] [--desk-url ENDEREÇO] [ARQUIVO…]
quizapp [--data-dir PASTA] COMANDO …</translation>
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
        <translation>mostra a versão</translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <location filename="../../quizapp/commands/desk_shared.py"/>
        <source>ADDRESS</source>
        <translation>ENDEREÇO</translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>the PostgreSQL that holds the records of the desk</source>
        <translation>o PostgreSQL que guarda os registros da mesa do docente</translation>
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
        <translation>ARQUIVO</translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>a bank or an assignment to open</source>
        <translation>um banco ou uma tarefa para abrir</translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>there is no command and no file “{file}”; did you mean “{near}”?</source>
        <translation>não há comando nem arquivo “{file}”; você quis dizer “{near}”?</translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>there is no command and no file “{file}”</source>
        <translation>não há comando nem arquivo “{file}”</translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>There is no screen to open a window on.</source>
        <translation>Não há tela em que abrir uma janela.</translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>Take a quiz in this terminal: quizapp take BANK (see quizapp list).</source>
        <translation>Responda a um banco neste terminal: quizapp take BANCO (veja quizapp list).</translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>PySide6 is not installed.</source>
        <translation>O PySide6 não está instalado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>PySide6 cannot be loaded ({reason}).</source>
        <translation>Não foi possível carregar o PySide6 ({reason}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>The window needs {library}, which this system lacks.</source>
        <translation>A janela precisa de {library}, que falta neste sistema.</translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>On Debian or Ubuntu, type: {command}</source>
        <translation>No Debian ou no Ubuntu, digite: {command}</translation>
    </message>
    <message>
        <location filename="../../quizapp/cli.py"/>
        <source>Type: {command}</source>
        <translation>Digite: {command}</translation>
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
        <translation>Mostra as questões de uma tarefa, primeiro aquelas sobre as quais a turma mais ganha em conversar: quantos pontos foram
obtidos (facilidade), se quem vai bem no resto vai bem aqui (discriminação), o que atraiu cada opção. Cada número vem
com seu intervalo de 95%; onde poucos entregaram, nada é dito.

Com --without, uma aplicação das mesmas questões sem o texto mostra quais questões precisam dele.
{about}
Exemplos:
  quizapp analyze &quot;What happened&quot;
  quizapp analyze &quot;What happened&quot; --without &quot;What happened, text hidden&quot;
</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>key</source>
        <translation>gabarito</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>misreading</source>
        <translation>leitura errada</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>other place</source>
        <translation>outro trecho</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>no support</source>
        <translation>sem apoio</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>needs the text</source>
        <translation>precisa do texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>the text helps</source>
        <translation>o texto ajuda</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>can be answered without the text</source>
        <translation>pode ser respondida sem o texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>unclear</source>
        <translation>não está claro</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>Shows what a class understood.</source>
        <translation>Mostra o que uma turma compreendeu.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <location filename="../../quizapp/commands/assign.py"/>
        <location filename="../../quizapp/commands/grades.py"/>
        <location filename="../../quizapp/commands/print_.py"/>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>ASSIGNMENT</source>
        <translation>TAREFA</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <location filename="../../quizapp/commands/grades.py"/>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>its title, or the beginning of its id</source>
        <translation>o título dela, ou o começo do id</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>the same questions, taken without the text</source>
        <translation>as mesmas questões, feitas sem o texto</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>%n learners handed in.</source>
        <translation>
            <numerusform>%n estudante entregou.</numerusform>
            <numerusform>%n estudantes entregaram.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>Mean: {mean} of {possible} points</source>
        <translation>Média: {mean} de {possible} pontos</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>Reliability (alpha): {alpha}; error of a score: {error} points</source>
        <translation>Confiabilidade (alfa): {alpha}; erro de uma pontuação: {error} pontos</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>Skill {skill}: {percent}</source>
        <translation>Habilidade {skill}: {percent}</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>facility {percent}</source>
        <translation>facilidade {percent}</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>discrimination {value}</source>
        <translation>discriminação {value}</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>look at this key</source>
        <translation>confira este gabarito</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>gain by the text {percent} % ({verdict})</source>
        <translation>ganho com o texto {percent}% ({verdict})</translation>
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
        <translation>{percent}%</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/analyze.py"/>
        <source>{percent} ({low} to {high} %)</source>
        <translation>{percent} ({low} a {high}%)</translation>
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
        <translation>Sem nada mais, lista as tarefas. Com uma turma e bancos, cria uma tarefa e grava NOME.quizassign, que os estudantes
abrem. Questões sobre o mesmo texto são feitas juntas. Em uma prova cujas notas são divulgadas por você, que é o caso
se nada mais for dito, o arquivo não contém o gabarito: ele fica na mesa do docente.
Com --plan, nada é criado: lista as questões e diz que habilidades e que parte do texto elas cobrem.

--again grava de novo o arquivo de uma tarefa, com quem está na turma agora, ou para outra TURMA, como uma cópia
própria dela. --reopen devolve a um estudante uma tarefa que foi entregue.
{about}
Exemplos:
  quizapp assign 7b worcester-what-happened --minutes 30 --due &quot;2026-12-04 10:00&quot; --to /media/stick
  quizapp assign 7b worcester-what-happened bees.yaml --skill locate --skill interpret --plan
  quizapp assign 7b bees.yaml --question q1 --question q4 --practice --tries 3
  quizapp assign 7c --again &quot;What happened&quot;
  quizapp assign --reopen &quot;What happened&quot; --learner Ada --reason &quot;A bateria acabou.&quot; --minutes 10
</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>Hands out banks or questions to a class.</source>
        <translation>Distribui bancos ou questões a uma turma.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <location filename="../../quizapp/commands/class_.py"/>
        <location filename="../../quizapp/commands/grades.py"/>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>CLASS</source>
        <translation>TURMA</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>the name of a class (see quizapp class)</source>
        <translation>o nome de uma turma (veja quizapp class)</translation>
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
        <translation>o id de um banco (veja quizapp list) ou um arquivo</translation>
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
        <translation>o nome dela; se não for informado, o do primeiro banco</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <location filename="../../quizapp/commands/convert.py"/>
        <location filename="../../quizapp/commands/import_.py"/>
        <location filename="../../quizapp/commands/shared.py"/>
        <source>DIR</source>
        <translation>PASTA</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>the folder of the file; here if not given</source>
        <translation>a pasta do arquivo; se não for informada, esta</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>which questions</source>
        <translation>quais questões</translation>
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
        <translation>só esta; pode ser repetida</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <location filename="../../quizapp/commands/export.py"/>
        <source>WORDS</source>
        <translation>PALAVRAS</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>only those with these words in their stem</source>
        <translation>só as que têm estas palavras no enunciado</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>only of this skill</source>
        <translation>só desta habilidade</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>TYPE</source>
        <translation>TIPO</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>only of this type</source>
        <translation>só deste tipo</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>FROM-TO</source>
        <translation>DE-A</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>only with this share of points so far, such as 0-60 (%%)</source>
        <translation>só com esta proporção de pontos até agora, como 0-60 (%%)</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>tell what is chosen, and make nothing</source>
        <translation>diz o que foi escolhido e não cria nada</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>rules</source>
        <translation>regras</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>a practice, not a test; the key is in the file</source>
        <translation>uma prática, não uma prova; o gabarito está no arquivo</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>when marks and key are shown</source>
        <translation>quando notas e gabarito são mostrados</translation>
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
        <translation>tentativas em cada questão, em uma prática</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>ask how sure the learner is</source>
        <translation>pergunta quanta certeza o estudante tem</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>time for each text; 0 for no limit</source>
        <translation>tempo para cada texto; 0 para não ter limite</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>DATE</source>
        <translation>DATA</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>later is late: &quot;2026-12-04 10:00&quot;, in local time</source>
        <translation>depois disso é atraso: &quot;2026-12-04 10:00&quot;, na hora local</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>each learner has the questions in another order</source>
        <translation>cada estudante recebe as questões em outra ordem</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>without hints</source>
        <translation>sem dicas</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>without notes</source>
        <translation>sem anotações</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>without this tool</source>
        <translation>sem esta ferramenta</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>with this tool too</source>
        <translation>também com esta ferramenta</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>hide the text, to see what needs it</source>
        <translation>oculta o texto, para ver o que precisa dele</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>the reading level at which texts that have it begin</source>
        <translation>o nível de leitura em que começam os textos que o têm</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>learners cannot change the reading level</source>
        <translation>os estudantes não podem mudar o nível de leitura</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>somebody who is not in the class may type a name</source>
        <translation>quem não está na turma pode digitar um nome</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>afterwards</source>
        <translation>depois</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>write it anew, or hand it to CLASS too</source>
        <translation>grava-a de novo ou a distribui também a TURMA</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>give it back to --learner, for a --reason</source>
        <translation>devolve-a ao estudante de --learner, com o motivo de --reason</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <location filename="../../quizapp/commands/class_.py"/>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>NAME</source>
        <translation>NOME</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>the learner whom it is reopened for</source>
        <translation>o estudante para quem ela é reaberta</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>why it is reopened</source>
        <translation>por que ela é reaberta</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>--reopen needs --learner and --reason</source>
        <translation>--reopen precisa de --learner e --reason</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>name a BANK, or an assignment with --again</source>
        <translation>informe um BANCO, ou uma tarefa com --again</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>It is on your desk all the same. Write its file elsewhere: quizapp assign --again {id} --to DIR</source>
        <translation>Mesmo assim, ela está na sua mesa do docente. Grave o arquivo em outro lugar: quizapp assign --again {id} --to PASTA</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>No text has the level “{level}”.</source>
        <translation>Nenhum texto tem o nível “{level}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <location filename="../../quizapp/commands/take.py"/>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>Choose one of: {levels}.</source>
        <translation>Escolha um destes: {levels}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <location filename="../../quizapp/commands/take.py"/>
        <source>Leave --level out.</source>
        <translation>Deixe --level de fora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>None of these banks has a question “{question}”.</source>
        <translation>Nenhum destes bancos tem uma questão “{question}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>List them with --plan.</source>
        <translation>Liste-as com --plan.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>No question is like that.</source>
        <translation>Nenhuma questão corresponde a isso.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>Choose other words, skills, types or facilities.</source>
        <translation>Escolha outras palavras, habilidades, tipos ou facilidades.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>“{text}” is no range of percent.</source>
        <translation>“{text}” não é um intervalo de porcentagens.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>Write it like 0-60.</source>
        <translation>Escreva assim: 0-60.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>“{text}” is no date.</source>
        <translation>“{text}” não é uma data.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>Write it like 2026-12-04 10:00.</source>
        <translation>Escreva assim: 2026-12-04 10:00.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>Hand out this file: {file}</source>
        <translation>Distribua este arquivo: {file}</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>Nothing is handed out yet. To hand something out, type: quizapp assign CLASS BANK</source>
        <translation>Nada foi distribuído ainda. Para distribuir algo, digite: quizapp assign TURMA BANCO</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/assign.py"/>
        <source>%n learners still missing</source>
        <translation>
            <numerusform>ainda falta %n estudante</numerusform>
            <numerusform>ainda faltam %n estudantes</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/assign.py"/>
        <source>all are in</source>
        <translation>todos entregaram</translation>
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
        <translation>Encontra erros em bancos e diz o arquivo, a linha e o campo de cada um, e como corrigi-lo. Os avisos tratam de linhas
que podem ser lidas, mas provavelmente não dizem o que se queria dizer.
Bancos que são traduções uns dos outros são comparados entre si, quando são verificados juntos.

Com --readability, você vê o quanto os textos são difíceis de ler, por fórmulas para inglês, espanhol e português. São
estimativas: contam sílabas, palavras e frases, e nada sabem do que é dito.
Termina com 0 se não há erros (avisos não contam), senão com 1.

Exemplos:
  quizapp check my-bank.yaml
  quizapp check my-banks/ --json
  quizapp check my-banks/ --readability
</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/check.py"/>
        <source>Finds mistakes in banks.</source>
        <translation>Encontra erros em bancos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/check.py"/>
        <source>PATH</source>
        <translation>CAMINHO</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/check.py"/>
        <source>a bank, or a folder with banks</source>
        <translation>um banco, ou uma pasta com bancos</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/check.py"/>
        <source>say how hard the texts are to read</source>
        <translation>diz o quanto os textos são difíceis de ler</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/check.py"/>
        <source>How hard the texts are to read, by an estimate:</source>
        <translation>O quanto os textos são difíceis de ler, por uma estimativa:</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/check.py"/>
        <source>{text}: cannot be told; it has too few words, or there is no formula for its language.</source>
        <translation>{text}: não dá para dizer; há poucas palavras, ou não há fórmula para o idioma.</translation>
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
            <numerusform>%n questão</numerusform>
            <numerusform>%n questões</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/check.py"/>
        <source>%n problems</source>
        <translation>
            <numerusform>%n problema</numerusform>
            <numerusform>%n problemas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/check.py"/>
        <source>%n warnings</source>
        <translation>
            <numerusform>%n aviso</numerusform>
            <numerusform>%n avisos</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/check.py"/>
        <source>{read}: {found} found.</source>
        <translation>{read}: {found}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/check.py"/>
        <source>{read}: nothing found.</source>
        <translation>{read}: nenhum problema.</translation>
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
        <translation>Sem um nome, lista as turmas; com um, mostra a turma. Com --add, uma turma que não existe é criada.

Os nomes são lidos de um arquivo de texto com um nome em cada linha, ou de um .csv cuja primeira linha indica as
colunas: nome completo (ou nome e sobrenome) e, se for o caso, tempo (1, 1.25, 1.5, 2, sem limite), leitura em voz alta
(nada, questões, tudo), nível de leitura (o id de um nível, e “, fixo” para bloqueá-lo), menos opções (sim, não),
tamanho do texto (como 125%) e tema (claro, escuro, creme, contraste). Os nomes em inglês também valem. Um nome que um
estudante de outra turma tem é o mesmo estudante; com --new, é outra pessoa.
{about}
Exemplos:
  quizapp class
  quizapp class 7b --add names.csv
  quizapp class 7b --learner &quot;Ada Lovelace&quot; --learner 李明
  quizapp class 7b --accommodate Ada tempo=1.5 tema=escuro
  quizapp class 7b --rename-learner Ada &quot;Ada King&quot;
  quizapp class --export-learner Ada --to ada.json
  quizapp class --delete-learner Ada --yes
</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>accommodations: time (1, 1.25, 1.5, 2, 3, no limit), read aloud (nothing, questions, all), reading level (a level&apos;s id, and “, locked” to keep it), fewer options (yes, no), text size (80, 90, 100, 110, 125, 150, 175, 200, 250, 300), theme (system, light, dark, cream, contrast)</source>
        <translation>adaptações: tempo (1, 1.25, 1.5, 2, 3, sem limite), leitura em voz alta (nada, questões, tudo), nível de leitura (o id de um nível, e “, fixo” para bloqueá-lo), menos opções (sim, não), tamanho do texto (80, 90, 100, 110, 125, 150, 175, 200, 250, 300), tema (sistema, claro, escuro, creme, contraste)</translation>
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
        <translation>questões</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>all</source>
        <translation>tudo</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>theme of the system</source>
        <translation>tema do sistema</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>light theme</source>
        <translation>tema claro</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>dark theme</source>
        <translation>tema escuro</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>cream theme</source>
        <translation>tema creme</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>high contrast</source>
        <translation>alto contraste</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>Lists, makes and changes classes.</source>
        <translation>Lista, cria e altera turmas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>the name of a class</source>
        <translation>o nome de uma turma</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>add the learners in a file; - reads what is typed</source>
        <translation>adiciona os estudantes de um arquivo; - lê o que é digitado</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>add a learner; can be repeated</source>
        <translation>adiciona um estudante; pode ser repetido</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>who is added is nobody of another class</source>
        <translation>quem é adicionado não é de nenhuma outra turma</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <location filename="../../quizapp/commands/collect.py"/>
        <location filename="../../quizapp/commands/export.py"/>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>LEARNER</source>
        <translation>ESTUDANTE</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>take a learner out of the class; all records stay</source>
        <translation>tira um estudante da turma; todos os registros ficam</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>give the class another name</source>
        <translation>dá outro nome à turma</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>give a learner another name</source>
        <translation>dá outro nome a um estudante</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>WHAT=VALUE</source>
        <translation>O-QUÊ=VALOR</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>delete a class that was handed nothing</source>
        <translation>exclui uma turma à qual nada foi distribuído</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>write all that the desk keeps of a learner, to --to</source>
        <translation>grava em --to tudo o que a mesa do docente guarda de um estudante</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>a .json file; one is replaced</source>
        <translation>um arquivo .json; se já existe, é substituído</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>delete a learner with all records, with --yes</source>
        <translation>exclui um estudante com todos os registros, com --yes</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>delete for good</source>
        <translation>exclui de vez</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>name the CLASS that is to be changed</source>
        <translation>informe a TURMA que deve ser alterada</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>say what is to be changed, as WHAT=VALUE; {known}</source>
        <translation>indique o que muda, como O-QUÊ=VALOR; {known}</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>--export-learner and --to belong together</source>
        <translation>--export-learner e --to devem ser usados juntos</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>All records of {name}: {file}</source>
        <translation>Todos os registros de {name}: {file}</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>{name} would be deleted with everything that was handed in, on this desk.</source>
        <translation>O nome {name} seria excluído desta mesa do docente, com tudo o que foi entregue.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>Add --yes to do so; --export-learner keeps a copy.</source>
        <translation>Acrescente --yes para fazer isso; --export-learner guarda uma cópia.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>{name} was deleted. Files on sticks and on learners&apos; computers are still there.</source>
        <translation>O nome {name} foi excluído. Os arquivos em pen drives e nos computadores dos estudantes continuam lá.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>The class {name} was deleted; its learners are still on the desk.</source>
        <translation>A turma {name} foi excluída; seus estudantes continuam na mesa do docente.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>There is no class yet. Make one: quizapp class NAME --add FILE</source>
        <translation>Ainda não há nenhuma turma. Crie uma: quizapp class NOME --add ARQUIVO</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/class_.py"/>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>%n learners</source>
        <translation>
            <numerusform>%n estudante</numerusform>
            <numerusform>%n estudantes</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <location filename="../../quizapp/reports/words.py"/>
        <source>no time limit</source>
        <translation>sem limite de tempo</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>{factor} × time</source>
        <translation>{factor} × o tempo</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>read aloud: {what}</source>
        <translation>ler em voz alta: {what}</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>level: {level}</source>
        <translation>nível: {level}</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>level locked</source>
        <translation>nível bloqueado</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>fewer options</source>
        <translation>menos opções</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/class_.py"/>
        <source>text {percent} %</source>
        <translation>texto {percent}%</translation>
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
        <translation>Recebe os arquivos de respostas (.quizanswers) que estão em pastas e abaixo delas, ou arquivos avulsos. Os arquivos são
só lidos, e o mesmo duas vezes é uma só entrega; por isso dá para repetir a qualquer momento. Termina com 1 se algum
arquivo não pôde ser recebido.

Sem um LUGAR, lista o que espera você: respostas com um nome que não está na lista (--match diz de quem são) e
respostas assinadas por outro programa, diferente do anterior (--accept ou --refuse). Cada uma tem um ID.
{about}
Exemplos:
  quizapp collect /media/stick
  quizapp collect shared/ late/Bees*.quizanswers --json
  quizapp collect
  quizapp collect --match 3f2a91c0 &quot;Ada Lovelace&quot;
  quizapp collect --accept 77b0e1d2 --reason &quot;computador novo&quot;
</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>Takes in what learners handed in.</source>
        <translation>Recebe o que os estudantes entregaram.</translation>
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
        <translation>uma pasta ou um arquivo</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>these answers are this learner&apos;s</source>
        <translation>estas respostas são deste estudante</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>the program that signed these answers is the learner&apos;s</source>
        <translation>o programa que assinou estas respostas é do estudante</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>it is not; what it signs does not count</source>
        <translation>não é; o que ele assina não vale</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>why; it is kept in the audit</source>
        <translation>por quê; fica no registro de alterações</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>decide first, or collect first</source>
        <translation>decida primeiro, ou recolha primeiro</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>There are no files of answers (.quizanswers) in there.</source>
        <translation>Não há arquivos de respostas (.quizanswers) ali.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>{file}: handed in late.</source>
        <translation>{file}: entregue com atraso.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/collect.py"/>
        <source>%n files: {new} new, {known} known, {failed} not taken in.</source>
        <translation>
            <numerusform>%n arquivo. Novos: {new}, já conhecidos: {known}, não recebidos: {failed}.</numerusform>
            <numerusform>%n arquivos. Novos: {new}, já conhecidos: {known}, não recebidos: {failed}.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>nobody</source>
        <translation>ninguém</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>Still missing for “{title}” ({room}): {names}</source>
        <translation>Ainda faltam em “{title}” ({room}): {names}</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>Nothing waits for you.</source>
        <translation>Nada espera por você.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>“{title}”: {name} was signed by another program.</source>
        <translation>“{title}”: o arquivo de {name} foi assinado por outro programa.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>“{title}”: {name} is not on the list. Is it {near}?</source>
        <translation>“{title}”: {name} não está na lista. Seria {near}?</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/collect.py"/>
        <source>“{title}”: {name} is not on the list.</source>
        <translation>“{title}”: {name} não está na lista.</translation>
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
        <translation>Cria bancos a partir de arquivos de outras ferramentas e grava cada um como ID.yaml em uma pasta. Bancos que já existem
só são substituídos com --force. Um arquivo com erros não gera banco: cada erro é mostrado com a linha e como
corrigi-lo. Termina com 0 se tudo deu certo, senão com 1.

Formatos:
  onestopqa   um artigo em três níveis de leitura, com questões pelo esquema STARC: um só banco com os três

Exemplos:
  quizapp convert articles/*.txt --to my-banks
  quizapp convert article.txt --to my-banks --level elementary --force
</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/convert.py"/>
        <source>Makes banks from files of other tools.</source>
        <translation>Cria bancos a partir de arquivos de outras ferramentas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/convert.py"/>
        <source>a file to convert</source>
        <translation>um arquivo a converter</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/convert.py"/>
        <location filename="../../quizapp/commands/import_.py"/>
        <source>the folder for the banks</source>
        <translation>a pasta para os bancos</translation>
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
        <translation>o formato; se não for informado, é reconhecido</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/convert.py"/>
        <location filename="../../quizapp/commands/take.py"/>
        <source>LEVEL</source>
        <translation>NÍVEL</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/convert.py"/>
        <source>only this level: %(choices)s</source>
        <translation>só este nível: %(choices)s</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/convert.py"/>
        <location filename="../../quizapp/commands/import_.py"/>
        <source>replace banks that exist</source>
        <translation>substitui bancos que já existem</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/convert.py"/>
        <location filename="../../quizapp/commands/import_.py"/>
        <source>{to} is not a folder.</source>
        <translation>{to} não é uma pasta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/convert.py"/>
        <location filename="../../quizapp/commands/import_.py"/>
        <source>Name another one with --to.</source>
        <translation>Informe outra com --to.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/convert.py"/>
        <source>{made} written: %n problems found.</source>
        <translation>
            <numerusform>Gravados: {made}; %n problema encontrado.</numerusform>
            <numerusform>Gravados: {made}; %n problemas encontrados.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/convert.py"/>
        <source>{made} written.</source>
        <translation>Gravados: {made}.</translation>
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
        <translation>init      cria as tabelas da mesa do docente ou as leva à versão mais nova. No PostgreSQL, é executado uma vez pelo
          dono do banco de dados. Cria também o papel quizapp_desk, que pode fazer o que uma mesa precisa e nada mais;
          cada docente recebe um usuário com esse papel e vê só suas próprias turmas e entregas.
password  cria uma senha, muda-a ou a remove: os estudantes de um computador compartilhado ficam fora da mesa.
{about}
Exemplos:
  quizapp desk password
  quizapp desk password --forgotten
  quizapp desk init --desk-url postgresql://owner@server/school
</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>Prepares the desk, and locks it.</source>
        <translation>Prepara a mesa do docente e a tranca.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>what to do</source>
        <translation>o que fazer</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>take the password off</source>
        <translation>remove a senha</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>take it off with the code that was shown when it was set</source>
        <translation>remove-a com o código mostrado quando ela foi criada</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>--remove and --forgotten are for: quizapp desk password</source>
        <translation>--remove e --forgotten são para: quizapp desk password</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>The desk is ready: {where}</source>
        <translation>A mesa do docente está pronta: {where}</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>The desk has no password.</source>
        <translation>A mesa do docente não tem senha.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>Code: </source>
        <translation>Código: </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>New password: </source>
        <translation>Nova senha: </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>The same again: </source>
        <translation>A mesma senha de novo: </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>The two are not the same.</source>
        <translation>As duas senhas não são iguais.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>Nothing was changed: do it again.</source>
        <translation>Nada foi alterado: tente de novo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>The desk is locked. If you forget the password, this code takes it off; write it down:</source>
        <translation>A mesa do docente está trancada. Se você esquecer a senha, este código a remove; anote-o:</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>The desk&apos;s tables are ready: {where}</source>
        <translation>As tabelas da mesa do docente estão prontas: {where}</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk.py"/>
        <source>Give each teacher a login, as a superuser:</source>
        <translation>Dê um login a cada docente, como superusuário:</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk_shared.py"/>
        <source>
The desk&apos;s records are in your data folder, or in the PostgreSQL that --desk-url, QUIZAPP_DESK_URL or the setting
desk_url names (put its password into ~/.pgpass). A desk with a password asks for it; QUIZAPP_DESK_PASSWORD can give it.
</source>
        <translation>
Os registros da mesa do docente ficam na sua pasta de dados ou no PostgreSQL indicado por --desk-url,
QUIZAPP_DESK_URL ou a configuração desk_url (coloque a senha dele em ~/.pgpass). Uma mesa com senha pede a senha;
QUIZAPP_DESK_PASSWORD também pode informá-la.
</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk_shared.py"/>
        <source>the PostgreSQL that holds the desk&apos;s records, as postgresql://NAME@COMPUTER/DATABASE</source>
        <translation>o PostgreSQL que guarda os registros da mesa do docente, como postgresql://NOME@COMPUTADOR/BANCO</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/desk_shared.py"/>
        <source>Password of the desk: </source>
        <translation>Senha da mesa do docente: </translation>
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
        <translation>Grava todas as tentativas de um estudante em um arquivo, começando pelas mais recentes: um .csv com uma linha para
cada tentativa, ou para cada questão com --questions; ou um .json com tudo, ou com --xapi as declarações que um
repositório de registros de aprendizagem (LRS) aceita. Nada mais é alterado, e a janela pode continuar aberta. As
tentativas não terminadas aparecem sem nota e não têm declarações. Para salvar um relatório em PDF, use a janela:
Histórico, Salvar….

Exemplos:
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
        <translation>Grava o histórico de um estudante em um arquivo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export.py"/>
        <source>the name (see quizapp learners)</source>
        <translation>o nome (veja quizapp learners)</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export.py"/>
        <source>a .csv or .json file; one is replaced</source>
        <translation>um arquivo .csv ou .json; se já existir, será substituído</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export.py"/>
        <source>a row for each question, in a .csv</source>
        <translation>uma linha para cada questão, em um .csv</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export.py"/>
        <source>statements of xAPI, in a .json</source>
        <translation>declarações de xAPI, em um .json</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export.py"/>
        <source>only banks with these words in their title</source>
        <translation>somente bancos com estas palavras no título</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export.py"/>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>say as JSON what was written</source>
        <translation>diz em JSON o que foi gravado</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export.py"/>
        <source>the FILE of --to ends with .csv or .json; a PDF report is saved in the window</source>
        <translation>o ARQUIVO de --to termina em .csv ou .json; um relatório em PDF é salvo na janela</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export.py"/>
        <source>--questions is for a .csv; a .json has the questions anyway</source>
        <translation>--questions é para um .csv; um .json já traz as questões</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export.py"/>
        <source>--xapi is for a .json</source>
        <translation>--xapi é para um .json</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/export.py"/>
        <source>%n attempts of {name}: {file}</source>
        <translation>
            <numerusform>%n tentativa de {name}: {file}</numerusform>
            <numerusform>%n tentativas de {name}: {file}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/export.py"/>
        <source>The banks of %n attempts cannot be read anymore; their marks are left empty.</source>
        <translation>
            <numerusform>Não é mais possível ler o banco de %n tentativa; a nota dela fica em branco.</numerusform>
            <numerusform>Não é mais possível ler os bancos de %n tentativas; as notas delas ficam em branco.</numerusform>
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
        <translation>Grava um banco em um arquivo que outra ferramenta lê. O texto vai junto, como descrição antes das questões. Tudo o que
o formato não comporta é informado e guardado ao lado do arquivo, em NOME.report.md. Um ARQUIVO que já existe é
substituído.

Formatos, pelo final de ARQUIVO ou com --as:
  moodle-xml   .xml     todos os tipos de questão, menos selecionar frases; as imagens vão junto
  gift         .gift    escolha, verdadeiro ou falso, resposta digitada, números, correspondência, dissertação
  aiken        .aiken   questões com uma única opção certa, e nada mais

Exemplos:
  quizapp list
  quizapp export-bank worcester-what-happened --to worcester.xml
  quizapp export-bank my-bank.yaml --to my-bank.txt --as gift
</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export_bank.py"/>
        <source>Writes a bank for Moodle and other tools.</source>
        <translation>Grava um banco para o Moodle e outras ferramentas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export_bank.py"/>
        <source>a file, or the id of a bank (see quizapp list)</source>
        <translation>um arquivo, ou o id de um banco (veja quizapp list)</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export_bank.py"/>
        <source>the file to write</source>
        <translation>o arquivo a gravar</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export_bank.py"/>
        <source>the format: %(choices)s</source>
        <translation>o formato: %(choices)s</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export_bank.py"/>
        <source>the FILE of --to ends with one of {endings}; or name the format with --as</source>
        <translation>o ARQUIVO de --to termina com um destes: {endings}; ou informe o formato com --as</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/export_bank.py"/>
        <location filename="../../quizapp/commands/import_.py"/>
        <source>What was lost: {file}</source>
        <translation>O que se perdeu: {file}</translation>
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
        <translation>Com uma TURMA, mostra o diário de notas dela ou o grava em um arquivo .csv, .xlsx ou .json. Com --for, é uma
tabela que o Canvas ou o Moodle importam; antes, exporte de lá o diário de notas ou os participantes e indique esse
arquivo com --roster.
Com --of, mostra uma tarefa: seus estudantes, as respostas de um estudante ou todas as respostas escritas, e altera o que um docente altera:
níveis de uma rubrica, pontos, observações. Cada alteração fica no registro de alterações. Os estudantes veem as notas
depois que elas são divulgadas: --release grava um arquivo de comentários para cada estudante.
{about}
Exemplos:
  quizapp grades 7b
  quizapp grades 7b --to grades.xlsx
  quizapp grades 7b --for canvas --roster from-canvas.csv --to for-canvas.csv
  quizapp grades --of &quot;What happened&quot;
  quizapp grades --of &quot;What happened&quot; --written
  quizapp grades --of &quot;What happened&quot; --learner Ada --question essay --rate 2,1 --remark &quot;Bem argumentado.&quot;
  quizapp grades --of &quot;What happened&quot; --learner Ada --question q3 --points 0.5 --reason &quot;Metade estava certa.&quot;
  quizapp grades --of &quot;What happened&quot; --learner Ada --let-count 3f2a91c0 --reason &quot;O pen drive se perdeu.&quot;
  quizapp grades --of &quot;What happened&quot; --release --to /media/stick
</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>Shows and changes grades, and releases them.</source>
        <translation>Mostra, altera e divulga notas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>a file for a gradebook, a folder for feedback</source>
        <translation>um arquivo para o diário de notas, uma pasta para os comentários</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>points for this tool, into --to</source>
        <translation>pontos para esta ferramenta, em --to</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>the gradebook or participants that it wrote (CSV)</source>
        <translation>o diário de notas ou os participantes que ela exportou (CSV)</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>list the written answers</source>
        <translation>lista as respostas escritas</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>this learner alone</source>
        <translation>somente este estudante</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>the question that is changed</source>
        <translation>a questão que é alterada</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>LEVELS</source>
        <translation>NÍVEIS</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>the level of each criterion, counted from 0, such as 2,1</source>
        <translation>o nível de cada critério, contado a partir de 0, como 2,1</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>set the points; - leaves them to the marking again</source>
        <translation>define os pontos; - devolve a decisão à correção</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>words to the answer, or to the whole without --question</source>
        <translation>um comentário sobre a resposta, ou sobre o trabalho todo, sem --question</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>why points are set, or it counts; it is kept in the audit</source>
        <translation>por que os pontos são definidos, ou por que a entrega vale; fica no registro de alterações</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>this submission counts, though it came in after the release</source>
        <translation>esta entrega vale, embora tenha chegado depois da divulgação</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>let learners see their marks</source>
        <translation>deixa os estudantes verem suas notas</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>name a CLASS, or an assignment with --of</source>
        <translation>informe uma TURMA, ou uma tarefa com --of</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>--for needs a CLASS, --roster and --to</source>
        <translation>--for precisa de uma TURMA, de --roster e de --to</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>--let-count needs a --reason</source>
        <translation>--let-count precisa de um motivo: --reason</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>name an assignment with --of</source>
        <translation>informe uma tarefa com --of</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>name the --learner whose answer it is</source>
        <translation>informe com --learner de quem é a resposta</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>name the --question</source>
        <translation>informe a questão com --question</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>--points needs a --reason</source>
        <translation>--points precisa de um motivo: --reason</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/grades.py"/>
        <source>%n assignments</source>
        <translation>
            <numerusform>%n tarefa</numerusform>
            <numerusform>%n tarefas</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>Not in {file}, so left out: {names}</source>
        <translation>Não estão em {file} e ficaram de fora: {names}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/grades.py"/>
        <source>%n results wait for a rating and are left empty.</source>
        <translation>
            <numerusform>%n resultado aguarda uma avaliação e fica vazio.</numerusform>
            <numerusform>%n resultados aguardam uma avaliação e ficam vazios.</numerusform>
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
            <numerusform>%n resposta a avaliar</numerusform>
            <numerusform>%n respostas a avaliar</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>late</source>
        <translation>com atraso</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>by the learner’s clock: {when}; came in: {came}</source>
        <translation>pelo relógio do estudante: {when}; chegou: {came}</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <location filename="../../quizapp/commands/remark.py"/>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>reopened</source>
        <translation>reaberta</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>released</source>
        <translation>nota divulgada</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>Nothing has come in yet. To collect it, type: quizapp collect PLACE</source>
        <translation>Nada chegou ainda. Para recolher, digite: quizapp collect LUGAR</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>no answer</source>
        <translation>sem resposta</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>counts</source>
        <translation>vale</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>after the release, does not count</source>
        <translation>depois da divulgação, não vale</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>does not count</source>
        <translation>não vale</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>number {number}, came in {when}: {counts}</source>
        <translation>número {number}, chegou em {when}: {counts}</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>There is no written answer.</source>
        <translation>Não há nenhuma resposta escrita.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>not rated</source>
        <translation>sem avaliação</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>{name} has not handed in.</source>
        <translation>{name} não entregou.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>Collect the answers first: quizapp collect PLACE</source>
        <translation>Recolha as respostas primeiro: quizapp collect LUGAR</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>{name} wrote nothing there.</source>
        <translation>{name} não escreveu nada ali.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>List what was written with --written.</source>
        <translation>Liste o que foi escrito com --written.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>There is not one submission “{let_count}”.</source>
        <translation>Não há uma entrega única “{let_count}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>Its id is shown with --of and --learner.</source>
        <translation>O id dela aparece com --of e --learner.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>“{text}” are no levels.</source>
        <translation>“{text}” não são níveis.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>Write one for each criterion, such as 2,1.</source>
        <translation>Escreva um para cada critério, como 2,1.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/grades.py"/>
        <source>These are %n levels.</source>
        <translation>
            <numerusform>Aqui há %n nível.</numerusform>
            <numerusform>Aqui há %n níveis.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>Write one for each criterion: {count} in all.</source>
        <translation>Escreva um para cada critério: {count} ao todo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>Feedback: {file}</source>
        <translation>Comentários: {file}</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>{name} answered on paper: print the feedback with quizapp print.</source>
        <translation>{name} respondeu no papel: imprima os comentários com quizapp print.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/grades.py"/>
        <source>{name} has a written answer that is not rated yet.</source>
        <translation>{name} tem uma resposta escrita ainda sem avaliação.</translation>
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
        <translation>Traz questões de outras ferramentas: faz bancos com elas e grava cada um como ID.yaml em uma pasta, com suas imagens. O
formato é reconhecido pelo que há no arquivo. Tudo o que não pôde ser trazido é informado e guardado ao lado dos bancos,
em NOME.report.md. Bancos que já existem só são substituídos com --force. Termina com 0 se tudo deu certo e com 1 se
algum arquivo não pôde ser importado.

Formatos:
  Moodle XML   no Moodle: Banco de questões, Exportar, formato Moodle XML
  GIFT         texto simples: {~errada =certa}
  Aiken        texto simples: A) … B) … ANSWER: B

Um ARQUIVO pode ser uma pasta ou um .zip com esses arquivos.

Exemplos:
  quizapp import questions.xml --to my-banks
  quizapp import *.gift.txt --to my-banks --force
</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/import_.py"/>
        <source>Brings in questions of Moodle and other tools.</source>
        <translation>Traz questões do Moodle e de outras ferramentas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/import_.py"/>
        <source>a file, a .zip or a folder to import</source>
        <translation>um arquivo, um .zip ou uma pasta a importar</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/learners.py"/>
        <source>Lists the learners who have given a name, with the number of their attempts. Nothing is changed.</source>
        <translation>Lista os estudantes que informaram um nome, com o número de tentativas de cada um. Nada é alterado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/learners.py"/>
        <source>Lists the learners.</source>
        <translation>Lista os estudantes.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/learners.py"/>
        <source>Nobody has entered a name yet.</source>
        <translation>Ninguém informou um nome ainda.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/learners.py"/>
        <source>%n attempts</source>
        <translation>
            <numerusform>%n tentativa</numerusform>
            <numerusform>%n tentativas</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/list_banks.py"/>
        <source>Lists the banks by passage. Banks with mistakes come last, with a list of the mistakes.
A bank that is there in several languages is listed once.
</source>
        <translation>Lista os bancos por texto. Os bancos com erros vêm por último, com uma lista dos erros.
Um banco que existe em vários idiomas é listado uma só vez.
</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/list_banks.py"/>
        <source>Lists the banks of the library.</source>
        <translation>Lista os bancos da biblioteca.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/list_banks.py"/>
        <source>the language of banks that are there in several; yours if left out, such as en or es</source>
        <translation>o idioma dos bancos que existem em vários; o seu, se não for informado; por exemplo, en ou es</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/list_banks.py"/>
        <source>There are no banks.</source>
        <translation>Não há nenhum banco.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/list_banks.py"/>
        <source>%n words</source>
        <translation>
            <numerusform>%n palavra</numerusform>
            <numerusform>%n palavras</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/list_banks.py"/>
        <source>also in: {languages}</source>
        <translation>também em: {languages}</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/list_banks.py"/>
        <source>With mistakes</source>
        <translation>Com erros</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>positional arguments</source>
        <translation>argumentos posicionais</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>options</source>
        <translation>opções</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>show this help message and exit</source>
        <translation>mostra esta ajuda e sai</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>%(prog)s: error: %(message)s
</source>
        <translation>%(prog)s: erro: %(message)s
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
        <translation>faltam estes argumentos obrigatórios: %s</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>one of the arguments %s is required</source>
        <translation>é obrigatório um dos argumentos %s</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>not allowed with argument %s</source>
        <translation>não pode ser usado com o argumento %s</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>unrecognized arguments: %s</source>
        <translation>argumentos desconhecidos: %s</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>expected one argument</source>
        <translation>é preciso um valor</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>expected at most one argument</source>
        <translation>é permitido no máximo um valor</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>expected at least one argument</source>
        <translation>é preciso pelo menos um valor</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>ignored explicit argument %r</source>
        <translation>o valor %r não é aceito aqui e foi ignorado</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>invalid %(type)s value: %(value)r</source>
        <translation>valor inválido para %(type)s: %(value)r</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>invalid choice: %(value)r (choose from %(choices)s)</source>
        <translation>escolha inválida: %(value)r (escolha entre %(choices)s)</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>invalid choice: %(value)r, maybe you meant %(suggestion)r? (choose from %(choices)s)</source>
        <translation>escolha inválida: %(value)r; você quis dizer %(suggestion)r? (escolha entre %(choices)s)</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/parser.py"/>
        <source>expected %s arguments</source>
        <translation>são precisos %s valores</translation>
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
        <translation>Faz um PDF de uma tarefa para imprimir: o texto com parágrafos e linhas numerados, e as questões em uma forma que se
responde a lápis. Há até quatro versões, de A a D, cada uma em uma ordem própria, que é a mesma a cada impressão. Com
--key, o gabarito dessas versões para o docente; ele indica as linhas das folhas no mesmo --paper. O que foi respondido
no papel é digitado na mesa do docente, na página Papel.

--feedback e --all dão notas, gabarito e observações a quem respondeu no papel, e os divulgam. Se ARQUIVO é uma pasta,
cada estudante tem ali seu próprio arquivo. Com --class, os nomes de uma turma em forma de lista.
{about}
Exemplos:
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
        <translation>Faz arquivos PDF de uma tarefa.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>its title or id (see quizapp assign)</source>
        <translation>o título ou o id dela (veja quizapp assign)</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>a .pdf file; one is replaced</source>
        <translation>um arquivo .pdf; se já existir, será substituído</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>LETTERS</source>
        <translation>LETRAS</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>such as A-D or AC; A if not given</source>
        <translation>como A-D ou AC; A se não for informado</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>the one of your country if not given</source>
        <translation>o do seu país se não for informado</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>the answer key in place of the sheets</source>
        <translation>o gabarito no lugar das folhas</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>the marks of one learner</source>
        <translation>as notas de um estudante</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>the marks of all who have handed in</source>
        <translation>as notas de todos os que entregaram</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>the names of a class</source>
        <translation>os nomes de uma turma</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>name an ASSIGNMENT, or a class with --class</source>
        <translation>informe uma TAREFA, ou uma turma com --class</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>the FILE of --to ends with .pdf</source>
        <translation>o ARQUIVO de --to termina em .pdf</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>Print this file: {file}</source>
        <translation>Imprima este arquivo: {file}</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>“{text}” are no versions.</source>
        <translation>“{text}” não são versões.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/print_.py"/>
        <source>Write letters from A to D, such as AC or A-D.</source>
        <translation>Escreva letras de A a D, como AC ou A-D.</translation>
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
        <translation>Mostra o que a mudança de um gabarito faria com as notas: quem muda, de quanto para quanto. Com --yes, a mudança é
feita. Sem uma mudança, lista o registro de alterações da tarefa; --undo desfaz uma das entradas, quando confirmado com
--yes, e também pode ser desfeito. RESPOSTA é escrita como em um arquivo de respostas (veja quizapp take --help): B,
[A, C] ou {{1: floresta}}.
{about}
Exemplos:
  quizapp remark &quot;What happened&quot;
  quizapp remark &quot;What happened&quot; --question q3 --key B --reason &quot;O gabarito estava errado.&quot;
  quizapp remark &quot;What happened&quot; --question q3 --key B --reason &quot;O gabarito estava errado.&quot; --yes
  quizapp remark &quot;What happened&quot; --question q4 --leave-out --reason &quot;Há duas leituras possíveis.&quot; --yes
  quizapp remark &quot;What happened&quot; --undo 12 --reason &quot;Afinal estava certo.&quot; --yes
</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>collected</source>
        <translation>recolhida</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>submission allowed</source>
        <translation>entrega aceita</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>signer decided</source>
        <translation>autoria decidida</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>answer rated</source>
        <translation>resposta avaliada</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>remarked</source>
        <translation>observação escrita</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>points set</source>
        <translation>pontos definidos</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>mended</source>
        <translation>consertada</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>entry undone</source>
        <translation>entrada desfeita</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>learner deleted</source>
        <translation>estudante excluído</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>Mends a key, and computes marks anew.</source>
        <translation>Conserta um gabarito e recalcula as notas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>the question that is mended</source>
        <translation>a questão que é consertada</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>ANSWER</source>
        <translation>RESPOSTA</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>this is right, in the place of what was right so far</source>
        <translation>isto é o certo, no lugar do que valia até agora</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>this is right too</source>
        <translation>isto também é certo</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>everybody has all points</source>
        <translation>todos ganham todos os pontos</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>it counts for nobody</source>
        <translation>não vale para ninguém</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>it is worth so many points</source>
        <translation>ela vale esta quantidade de pontos</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>NUMBER</source>
        <translation>NÚMERO</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>take back an entry of the audit</source>
        <translation>desfaz uma entrada do registro de alterações</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>do it; without, it is only shown</source>
        <translation>faz a mudança; sem isto, ela só é mostrada</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>say how it is mended: --key, --accept, --full-marks, --leave-out or --points</source>
        <translation>diga como consertar: --key, --accept, --full-marks, --leave-out ou --points</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>say why, with --reason</source>
        <translation>diga por quê, com --reason</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>Nothing has come in, and nothing was changed yet.</source>
        <translation>Nada chegou e nada foi alterado ainda.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>(no time)</source>
        <translation>(sem hora)</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source> (taken back)</source>
        <translation> (desfeita)</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>The right answer is: {answer}</source>
        <translation>A resposta certa é: {answer}</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/remark.py"/>
        <source>Also right: {answer}</source>
        <translation>Também está certa: {answer}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/remark.py"/>
        <source>{count} of %n learners changed.</source>
        <translation>
            <numerusform>{count} de %n estudante mudou.</numerusform>
            <numerusform>{count} de %n estudantes mudaram.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/commands/remark.py"/>
        <source>{count} of %n learners would change. Do it with --yes.</source>
        <translation>
            <numerusform>{count} de %n estudante mudaria. Confirme com --yes.</numerusform>
            <numerusform>{count} de %n estudantes mudariam. Confirme com --yes.</numerusform>
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
        <translation>Mostra o esquema JSON dos bancos. Com ele, editores como o VS Code completam os nomes dos campos e marcam os erros
enquanto você escreve. Salve-o ao lado dos seus bancos e comece cada um com a linha

  # yaml-language-server: $schema=bank.schema.json

A verificação sabe mais que o esquema: quizapp check também olha o texto.

Exemplos:
  quizapp schema --to my-banks/bank.schema.json
  quizapp schema
</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/schema.py"/>
        <source>Gives your text editor the JSON Schema of banks.</source>
        <translation>Dá ao seu editor de texto o esquema JSON dos bancos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/schema.py"/>
        <source>the file to write; printed if not given</source>
        <translation>o arquivo a gravar; sem ele, é mostrado na tela</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/schema.py"/>
        <source>Written: {file}</source>
        <translation>Gravado: {file}</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/shared.py"/>
        <source>keep all your data in this folder</source>
        <translation>guarda todos os seus dados nesta pasta</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/shared.py"/>
        <source>LANGUAGE</source>
        <translation>IDIOMA</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/shared.py"/>
        <source>the language: en, es or pt_BR; the system&apos;s if not given</source>
        <translation>o idioma: en, es ou pt_BR; o do sistema se não for informado</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/shared.py"/>
        <source>print it as JSON</source>
        <translation>mostra em JSON</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/shared.py"/>
        <source>TAG</source>
        <translation>ETIQUETA</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/shared.py"/>
        <source>there is no home folder for “{text}”</source>
        <translation>não há pasta pessoal para “{text}”</translation>
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
        <translation>Mostra um banco no terminal: primeiro o texto, depois as questões. Depois de cada resposta, você vê o que está certo,
por quê e onde isso está no texto. Digite h para ver uma dica. Uma prova com tempo limite termina quando o tempo acaba.

Com --tries, você pode tentar de novo quando uma resposta está errada; cada tentativa a mais custa um terço dos pontos.
Com --certainty, você diz quanta certeza tem: quanto mais certeza, mais você ganha se acertar e mais perde se errar.

Com --answers, nada é perguntado: as respostas são lidas de um arquivo YAML e corrigidas. O arquivo indica as questões
pelos ids; as letras seguem a ordem do arquivo do banco, como nos resultados:

  why-pounds: A              # single_choice
  what-is-said: [A, B]       # multiple_choice
  vote: &quot;true&quot;               # true_false: true, false ou not_stated
  sort-acts: {A: Marta}      # categorize
  sequence: [B, A, C, D]     # ordering, do primeiro ao último
  who: Marta                 # short_answer

Exemplos:
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
        <translation>Permite responder a um banco no terminal.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>the id of a bank in the library, or a file</source>
        <translation>o id de um banco da biblioteca, ou um arquivo</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>print the results as JSON; questions go to stderr</source>
        <translation>mostra os resultados em JSON; as questões vão para stderr</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>take the bank in this language, if it is translated, such as en or es</source>
        <translation>o banco neste idioma, se ele está traduzido; por exemplo, en ou es</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>show no results before the end</source>
        <translation>não mostra resultados antes do fim</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>in practice: allow N tries for each question, from 1 to 9</source>
        <translation>na prática: permite N tentativas em cada questão, de 1 a 9</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>say after each answer how sure you are</source>
        <translation>você diz, depois de cada resposta, quanta certeza tem</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>read the passage at this level, by its id or name</source>
        <translation>lê o texto neste nível, indicado pelo id ou pelo nome</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>always shuffle in the same way</source>
        <translation>embaralha sempre do mesmo jeito</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>mark the answers in this file, and ask nothing</source>
        <translation>corrige as respostas deste arquivo e não pergunta nada</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>--tries is for practice: a test shows no results before the end</source>
        <translation>--tries é para a prática: uma prova não mostra resultados antes do fim</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>--certainty asks you something, but with --answers nothing is asked</source>
        <translation>--certainty pergunta algo a você, mas com --answers nada é perguntado</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>--seed is for shuffling, but with --answers nothing is shuffled</source>
        <translation>--seed é para embaralhar, mas com --answers nada é embaralhado</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>“{text}” is not a number from 1 to 9</source>
        <translation>“{text}” não é um número de 1 a 9</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>“{title}” has no level “{name}”.</source>
        <translation>“{title}” não tem o nível “{name}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>“{title}” has one level only.</source>
        <translation>“{title}” tem um único nível.</translation>
    </message>
    <message>
        <location filename="../../quizapp/commands/take.py"/>
        <source>The author of “{title}” lets nobody change the level.</source>
        <translation>Quem escreveu “{title}” não permite mudar o nível.</translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/gaps.py"/>
        <source>Gap {number}</source>
        <translation>Lacuna {number}</translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/gaps.py"/>
        <source>Gap {number}, after “{words}”</source>
        <translation>Lacuna {number}, depois de “{words}”</translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/gaps.py"/>
        <source>Gap {number}, before “{words}”</source>
        <translation>Lacuna {number}, antes de “{words}”</translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/gaps.py"/>
        <source>a map of gaps&apos; numbers to what goes into them, such as {1: …, 2: …}</source>
        <translation>um mapa dos números das lacunas para o que entra nelas, como {1: …, 2: …}</translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/gaps.py"/>
        <source>the number of a gap, from 1 to {last}, each once</source>
        <translation>o número de uma lacuna, de 1 a {last}, cada um uma vez</translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/level.py"/>
        <location filename="../../quizapp/gui/library/level_button.py"/>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Standard</source>
        <translation>Padrão</translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/option.py"/>
        <source>a letter from {first} to {last}, or the text of an option</source>
        <translation>uma letra de {first} a {last}, ou o texto de uma opção</translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/option.py"/>
        <source>a list of letters, such as [A, C]</source>
        <translation>uma lista de letras, como [A, C]</translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/pairs.py"/>
        <source>a map of the letters of {parts} to {values}, such as {example}</source>
        <translation>um mapa das letras de {parts} para {values}, como {example}</translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/pairs.py"/>
        <location filename="../../quizapp/question_types/true_false.py"/>
        <source>one of: {choices}</source>
        <translation>um destes: {choices}</translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/question.py"/>
        <source>above 0 and up to 1000</source>
        <translation>acima de 0 e até 1000</translation>
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
        <translation>um deles tem um caractere invisível, {character}</translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/text.py"/>
        <source>their accents are stored in two ways</source>
        <translation>os acentos deles estão gravados de duas maneiras</translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/text.py"/>
        <source>where one has {one}, the other has {other}</source>
        <translation>onde um tem {one}, o outro tem {other}</translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/typed_answer.py"/>
        <source>above 0 and up to 1</source>
        <translation>acima de 0 e até 1</translation>
    </message>
    <message>
        <location filename="../../quizapp/domain/typed_answer.py"/>
        <location filename="../../quizapp/question_types/open_response.py"/>
        <source>a text</source>
        <translation>um texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>No such file or directory</source>
        <translation>O arquivo ou a pasta não existe</translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>Permission denied</source>
        <translation>Permissão negada</translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>Operation not permitted</source>
        <translation>Operação não permitida</translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>No space left on device</source>
        <translation>Não há espaço no disco</translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>Disk quota exceeded</source>
        <translation>A cota de disco foi ultrapassada</translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>Read-only file system</source>
        <translation>Sistema de arquivos somente para leitura</translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>Not a directory</source>
        <translation>Não é uma pasta</translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>Is a directory</source>
        <translation>É uma pasta</translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>File exists</source>
        <translation>O arquivo já existe</translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>Directory not empty</source>
        <translation>A pasta não está vazia</translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>File name too long</source>
        <translation>O nome do arquivo é longo demais</translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>File too large</source>
        <translation>O arquivo é grande demais</translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>Input/output error</source>
        <translation>Erro de entrada/saída</translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>Device or resource busy</source>
        <translation>O dispositivo ou recurso está ocupado</translation>
    </message>
    <message>
        <location filename="../../quizapp/errors.py"/>
        <source>Too many open files</source>
        <translation>Há arquivos abertos demais</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>an assignment</source>
        <translation>uma tarefa</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <location filename="../../quizapp/formats/feedback_file.py"/>
        <location filename="../../quizapp/formats/reopening_file.py"/>
        <location filename="../../quizapp/services/assignment_feedback.py"/>
        <source>Ask your teacher for it again.</source>
        <translation>Peça-o de novo a seu professor ou sua professora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>This cannot be an assignment: {reason}.</source>
        <translation>Isto não pode ser uma tarefa: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>Change that, and try again.</source>
        <translation>Mude isso e tente de novo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>its id or its time is none</source>
        <translation>o id ou a hora dela não é válido</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>its title is empty, or has more than {most} characters or one that is not allowed</source>
        <translation>o título está vazio, ou tem mais de {most} caracteres ou algum que não é permitido</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>the name of its class has more than {most} characters or one that is not allowed</source>
        <translation>o nome da turma tem mais de {most} caracteres ou algum que não é permitido</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>it has no text, or more than {most}</source>
        <translation>ela não tem texto, ou tem mais de {most}</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>its order is not that of its questions</source>
        <translation>a ordem dela não é a das suas questões</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>A test shows no marks while it is taken: show them after handing in, or when you release them.</source>
        <translation>Uma prova não mostra notas enquanto é feita: mostre-as depois da entrega ou quando você as divulgar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>The number of tries is from 1 to {most}.</source>
        <translation>O número de tentativas vai de 1 a {most}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>Several tries need marks that are shown at once.</source>
        <translation>Várias tentativas pedem notas que apareçam na hora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>Certainty is asked with one try: choose one of the two.</source>
        <translation>A certeza é perguntada quando há uma só tentativa: escolha uma das duas coisas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>The time limit is at most {most} minutes; 0 for none.</source>
        <translation>O tempo limite é de no máximo {most} minutos; 0 para nenhum.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>its level is none</source>
        <translation>o nível dela não é válido</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>its date or its tools are none</source>
        <translation>a data ou as ferramentas dela não são válidas</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>its class has more than {most} learners, or one of them twice</source>
        <translation>a turma tem mais de {most} estudantes, ou algum deles duas vezes</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>a name has more than {most} characters or one that is not allowed</source>
        <translation>um nome tem mais de {most} caracteres ou algum que não é permitido</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>the time or the size of text of {name} is none of those known</source>
        <translation>o tempo ou o tamanho do texto de {name} não é nenhum dos conhecidos</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/assignment_file.py"/>
        <source>the reading level, the theme or the font of {name} is none</source>
        <translation>o nível de leitura, o tema ou a fonte de {name} não é válido</translation>
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
        <translation>nível {number}</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/bank_record.py"/>
        <source>a bank</source>
        <translation>um banco</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/bank_record.py"/>
        <source>Ask your teacher for the assignment again.</source>
        <translation>Peça a tarefa de novo a seu professor ou sua professora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <source>This file is empty.</source>
        <translation>Este arquivo está vazio.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <source>This file is larger than {most}.</source>
        <translation>Este arquivo tem mais de {most}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <source>This file is not {called} of Quizapp.</source>
        <translation>Este arquivo não é {called} do Quizapp.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <location filename="../../quizapp/storage/backup.py"/>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>Choose another file.</source>
        <translation>Escolha outro arquivo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>This file was written by a newer version of Quizapp.</source>
        <translation>Este arquivo foi gravado por uma versão mais nova do Quizapp.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <location filename="../../quizapp/services/desk/grading.py"/>
        <location filename="../../quizapp/storage/desk/records.py"/>
        <location filename="../../quizapp/storage/events.py"/>
        <source>Use the newest version of Quizapp.</source>
        <translation>Use a versão mais nova do Quizapp.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <source>This file is damaged, or only part of it is here.</source>
        <translation>Este arquivo está danificado, ou só uma parte dele está aqui.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <source>Copy it again. If that does not help: {what_to_do}</source>
        <translation>Copie-o de novo. Se isso não resolver: {what_to_do}</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <source>it is not there anymore</source>
        <translation>ele não está mais lá</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <source>it is a folder</source>
        <translation>é uma pasta</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>it is not an ordinary file</source>
        <translation>não é um arquivo comum</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <source>you may not read it</source>
        <translation>você não tem permissão para lê-lo</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <source>it is larger than {most} MB</source>
        <translation>ele tem mais de {most} MB</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <source>the disk did not give it</source>
        <translation>o disco não o entregou</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/envelope.py"/>
        <source>{file} cannot be read: {why}.</source>
        <translation>Não é possível ler {file}: {why}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/feedback_file.py"/>
        <source>a file of feedback</source>
        <translation>um arquivo de comentários</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/feedback_file.py"/>
        <source>This feedback is for somebody else, or for another computer.</source>
        <translation>Estes comentários são para outra pessoa ou para outro computador.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/feedback_file.py"/>
        <source>Open it where the answers were handed in, by the same learner.</source>
        <translation>Abra-os onde as respostas foram entregues, com o mesmo estudante.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/feedback_file.py"/>
        <source>This feedback is not from the teacher who handed out the assignment.</source>
        <translation>Estes comentários não são de quem distribuiu a tarefa.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>a GIF image</source>
        <translation>uma imagem GIF</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>a BMP image</source>
        <translation>uma imagem BMP</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>a TIFF image</source>
        <translation>uma imagem TIFF</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>a PDF document</source>
        <translation>um documento PDF</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>an icon</source>
        <translation>um ícone</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>a JPEG XL image</source>
        <translation>uma imagem JPEG XL</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>a JPEG 2000 image</source>
        <translation>uma imagem JPEG 2000</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>a Photoshop image</source>
        <translation>uma imagem do Photoshop</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>a document or an archive</source>
        <translation>um documento ou um arquivo compactado</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>an AVIF image</source>
        <translation>uma imagem AVIF</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>a HEIC image</source>
        <translation>uma imagem HEIC</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>an SVG drawing</source>
        <translation>um desenho SVG</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>a web page</source>
        <translation>uma página da web</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/image_file.py"/>
        <source>something else</source>
        <translation>outra coisa</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/formats/native.py"/>
        <source>{lines} and %n more</source>
        <translation>
            <numerusform>{lines} e mais %n</numerusform>
            <numerusform>{lines} e mais %n</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/onestopqa.py"/>
        <source>question {number}</source>
        <translation>questão {number}</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/onestopqa.py"/>
        <source>option c of question {number}</source>
        <translation>opção c da questão {number}</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/question_reading.py"/>
        <location filename="../../quizapp/problems.py"/>
        <source>question {id}</source>
        <translation>questão {id}</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/reopening_file.py"/>
        <source>a reopening</source>
        <translation>uma reabertura</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/reopening_file.py"/>
        <source>This reopening is not from the teacher who handed out the assignment.</source>
        <translation>Esta reabertura não é de quem distribuiu a tarefa.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/responses.py"/>
        <source>an answer</source>
        <translation>uma resposta</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/responses.py"/>
        <source>“{text}” is not an answer to this question.</source>
        <translation>“{text}” não é uma resposta a esta questão.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/responses.py"/>
        <source>Write {expected}, as in an answers file.</source>
        <translation>Escreva {expected}, como em um arquivo de respostas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/submission_file.py"/>
        <source>a file of answers</source>
        <translation>um arquivo de respostas</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/submission_file.py"/>
        <source>Let the learner hand in again.</source>
        <translation>Peça ao estudante que entregue de novo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/submission_file.py"/>
        <source>This file of answers is not for this desk.</source>
        <translation>Este arquivo de respostas não é para esta mesa do docente.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/submission_file.py"/>
        <source>Collect it at the desk that handed out the assignment.</source>
        <translation>Recolha-o na mesa do docente que distribuiu a tarefa.</translation>
    </message>
    <message>
        <location filename="../../quizapp/formats/submission_file.py"/>
        <source>This file of answers was changed after it was written.</source>
        <translation>Este arquivo de respostas foi alterado depois de gravado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/choice_view.py"/>
        <location filename="../../quizapp/gui/answers/inline_choice.py"/>
        <location filename="../../quizapp/gui/answers/parts/pill_row.py"/>
        <source>Tried, not right</source>
        <translation>Tentada, não está certa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/parts/outcome.py"/>
        <source>Your answer, right</source>
        <translation>Sua resposta, certa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/parts/outcome.py"/>
        <source>Your answer, partly right</source>
        <translation>Sua resposta, parcialmente certa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/parts/outcome.py"/>
        <source>Your answer, wrong</source>
        <translation>Sua resposta, errada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/parts/outcome.py"/>
        <source>Right answer, not chosen</source>
        <translation>Resposta certa, não escolhida</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/two_part.py"/>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>Partly correct</source>
        <translation>Parcialmente certa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/answers/two_part.py"/>
        <location filename="../../quizapp/reports/words.py"/>
        <source>{earned} of {possible} points</source>
        <translation>{earned} de {possible} pontos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/rules_card.py"/>
        <source>About this assignment</source>
        <translation>Sobre esta tarefa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/assignments/work_card.py"/>
        <source>Your work</source>
        <translation>Seu trabalho</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/class_view.py"/>
        <location filename="../../quizapp/gui/desk/understand_section.py"/>
        <location filename="../../quizapp/gui/paper/attempt_paper.py"/>
        <location filename="../../quizapp/gui/paper/sheet_paper.py"/>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>Questions</source>
        <translation>Questões</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collecting.py"/>
        <source>{folder} is no longer there, so it is not watched now.</source>
        <translation>{folder} não está mais lá e por isso não é acompanhada agora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/collecting.py"/>
        <source>Plug the stick in again, or choose another folder.</source>
        <translation>Conecte o pen drive de novo ou escolha outra pasta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/desk_page.py"/>
        <location filename="../../quizapp/gui/desk/gradebook_section.py"/>
        <source>Collect</source>
        <translation>Recolher</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/figures.py"/>
        <source>{percent} % ({low} to {high} %)</source>
        <translation>{percent}% ({low} a {high}%)</translation>
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
        <translation>Diário de notas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <location filename="../../quizapp/reports/words.py"/>
        <source>There is no answer yet.</source>
        <translation>Ainda não há resposta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/mend_page.py"/>
        <source>Answer the question as it is right.</source>
        <translation>Responda à questão da maneira certa.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <location filename="../../quizapp/gui/paper/key_paper.py"/>
        <source>Question</source>
        <translation>Questão</translation>
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
        <translation>Habilidade</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>Right</source>
        <translation>Certas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/question_choice.py"/>
        <source>{title} · all {count}</source>
        <translation>{title} · todas ({count})</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/release_words.py"/>
        <source>Written answers are not rated yet: {names}.</source>
        <translation>Ainda há respostas escritas sem avaliação: {names}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/release_words.py"/>
        <source>Not handed in yet: {names}.</source>
        <translation>Ainda não entregaram: {names}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/release_words.py"/>
        <source>Not released, as they answered on paper: {names}. Release these again, with PDF.</source>
        <translation>Não divulgadas, pois a resposta foi no papel: {names}. Divulgue estas de novo, com PDF.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/desk/release_words.py"/>
        <source>{names} and {count} more</source>
        <translation>{names} e mais {count}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/edited_bank.py"/>
        <source>{file} can’t be read.</source>
        <translation>Não é possível ler {file}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/edited_bank.py"/>
        <source>Choose another image.</source>
        <translation>Escolha outra imagem.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What learners do.</source>
        <translation>O que os estudantes fazem.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Short name</source>
        <translation>Nome curto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Lowercase letters, digits, hyphens.</source>
        <translation>Minúsculas, algarismos, hifens.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What you ask. Put *stars* around words to stress them.</source>
        <translation>O que você pergunta. Ponha *asteriscos* em volta das palavras que quer destacar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>Image</source>
        <translation>Imagem</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>A PNG, JPEG or WebP file. Drop it here, or choose it.</source>
        <translation>Um arquivo PNG, JPEG ou WebP. Solte-o aqui, ou escolha-o.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Results are added up for each skill.</source>
        <translation>Os resultados são somados por habilidade.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <location filename="../../quizapp/gui/paper/sheet_paper.py"/>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>Points</source>
        <translation>Pontos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What a fully right answer earns. 1 if you leave it empty.</source>
        <translation>O que ganha uma resposta toda certa. 1 se você deixar vazio.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Weight</source>
        <translation>Peso</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>How much the question counts in the total. 1 if you leave it empty.</source>
        <translation>Quanto a questão conta no total. 1 se você deixar vazio.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Evidence</source>
        <translation>Evidência</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>The words of the passage that show the right answer.</source>
        <translation>As palavras do texto que mostram a resposta certa.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Explanation</source>
        <translation>Explicação</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Why the right answer is right. Learners see it afterwards.</source>
        <translation>Por que a resposta certa está certa. Os estudantes veem isso depois.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Hints</source>
        <translation>Dicas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Shown one at a time to learners who ask for help in practice.</source>
        <translation>Aparecem uma por vez para quem pede ajuda na prática.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Points of your syllabus</source>
        <translation>Pontos do seu programa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Your own codes, with commas between them, such as F05, F06.</source>
        <translation>Seus próprios códigos, separados por vírgulas, como F05, F06.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Shuffle for each learner</source>
        <translation>Embaralhar para cada estudante</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Turn it off to keep your order.</source>
        <translation>Desative para manter a sua ordem.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Advice to ignore</source>
        <translation>Conselhos a ignorar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Advice of the check that does not fit this question, and why.</source>
        <translation>Conselhos da verificação que não servem para esta questão, e por quê.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Options</source>
        <translation>Opções</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Mark the right answer. Each wrong one should tempt for a reason.</source>
        <translation>Marque a resposta certa. Cada errada deve tentar por um motivo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Mark all the right answers. Each wrong one should tempt for a reason.</source>
        <translation>Marque todas as respostas certas. Cada errada deve tentar por um motivo.</translation>
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
        <translation>O que os estudantes leem.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What an answer at this level does.</source>
        <translation>O que faz uma resposta deste nível.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What learners type.</source>
        <translation>O que os estudantes digitam.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Words of the sentence.</source>
        <translation>Palavras da frase.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <location filename="../../quizapp/gui/paper/key_paper.py"/>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Right answer</source>
        <translation>Resposta certa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>This is the answer that earns the points.</source>
        <translation>Esta é a resposta que ganha os pontos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Kind of mistake</source>
        <translation>Tipo de erro</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Why a learner may choose this.</source>
        <translation>Por que alguém pode escolher isto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>Feedback</source>
        <translation>Comentário</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What you say to learners who give this answer.</source>
        <translation>O que você diz a quem dá esta resposta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What you say to learners who don’t get this right.</source>
        <translation>O que você diz a quem não acerta isto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What you say to learners who put this elsewhere.</source>
        <translation>O que você diz a quem põe isto em outro lugar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What you say to learners who miss these words.</source>
        <translation>O que você diz a quem deixa passar estas palavras.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Keep its place</source>
        <translation>Manter no lugar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>It stays where it is when the others are shuffled.</source>
        <translation>Fica onde está quando as outras são embaralhadas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>How it is marked</source>
        <translation>Como é corrigida</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What an answer that is partly right earns.</source>
        <translation>O que ganha uma resposta parcialmente certa.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Statement</source>
        <translation>Afirmação</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Learners decide whether it is true by the passage.</source>
        <translation>Os estudantes decidem se é verdadeira segundo o texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>The statement is</source>
        <translation>A afirmação é</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>The right answer.</source>
        <translation>A resposta certa.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Offer “The passage does not say”</source>
        <translation>Oferecer “O texto não diz”</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>A third answer to choose from.</source>
        <translation>Uma terceira resposta para escolher.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Notes on the answers</source>
        <translation>Notas sobre as respostas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Feedback for each answer, and the kind of mistake.</source>
        <translation>O comentário para cada resposta, e o tipo de erro.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Those who answer “{answer}”</source>
        <translation>Quem responde “{answer}”</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What you say to them.</source>
        <translation>O que você diz a essas pessoas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Columns</source>
        <translation>Colunas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What learners choose from in each row: two to six.</source>
        <translation>O que se pode escolher em cada linha: de duas a seis.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Rows</source>
        <translation>Linhas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Each is a claim, with the column that is right for it.</source>
        <translation>Cada uma é uma afirmação, com a coluna certa para ela.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Right column</source>
        <translation>Coluna certa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>The column that is right for this row.</source>
        <translation>A coluna certa para esta linha.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Categories</source>
        <translation>Categorias</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>The groups to sort into: two to six.</source>
        <translation>Os grupos em que se classifica: de dois a seis.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Statements</source>
        <translation>Afirmações</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Each belongs to one category.</source>
        <translation>Cada uma pertence a uma categoria.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Category</source>
        <translation>Categoria</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Where this statement belongs.</source>
        <translation>Onde esta afirmação se encaixa.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Beginnings</source>
        <translation>Começos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Each has one option that belongs to it.</source>
        <translation>Cada um tem uma opção que combina com ele.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Options to match</source>
        <translation>Opções para combinar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>More than there are beginnings makes guessing harder.</source>
        <translation>Se houver mais do que começos, fica mais difícil adivinhar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Belongs to</source>
        <translation>Combina com</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>The right option for this.</source>
        <translation>A opção certa para isto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>An option can be used again</source>
        <translation>Uma opção pode ser usada de novo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Otherwise each option belongs to one beginning at most.</source>
        <translation>Senão, cada opção combina com um começo no máximo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Items</source>
        <translation>Itens</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Write them in the right order. Learners see them shuffled.</source>
        <translation>Escreva-os na ordem certa. Os estudantes os veem embaralhados.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Right answers</source>
        <translation>Respostas certas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Everything that counts as right, one in each row.</source>
        <translation>Tudo o que conta como certo, uma em cada linha.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Share of the points</source>
        <translation>Parte dos pontos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>From 0 to 1, such as 0.5 for half. 1 if you leave it empty.</source>
        <translation>De 0 a 1, como 0.5 para a metade. 1 se você deixar vazio.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Wrong answers that you expect</source>
        <translation>Respostas erradas que você espera</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>They get feedback of their own.</source>
        <translation>Têm o próprio comentário.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Small differences</source>
        <translation>Pequenas diferenças</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What makes no difference in a typed answer.</source>
        <translation>O que não importa em uma resposta digitada.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Ignore capital letters</source>
        <translation>Ignorar maiúsculas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Marta and marta are the same.</source>
        <translation>Marta e marta são iguais.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Ignore accents</source>
        <translation>Ignorar acentos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Café and cafe are the same.</source>
        <translation>Café e cafe são iguais.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Ignore punctuation</source>
        <translation>Ignorar pontuação</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Yes! and yes are the same.</source>
        <translation>Sim! e sim são iguais.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Typing slips</source>
        <translation>Erros de digitação</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>How many wrong letters are forgiven in a long word.</source>
        <translation>Quantas letras erradas são perdoadas em uma palavra longa.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>A number such as 11 or $85, or a date such as 1974-05-08.</source>
        <translation>Um número, como 11 ou $85, ou uma data, como 1974-05-08.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Kind of answer</source>
        <translation>Tipo de resposta</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>A number or a date.</source>
        <translation>Um número ou uma data.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Tolerance</source>
        <translation>Tolerância</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>How far off still counts as right: 0.5, 2 %, or days for a date.</source>
        <translation>Que diferença ainda conta como certa: 0.5, 2 %, ou dias para uma data.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Nearly right</source>
        <translation>Quase certas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Answers farther off that earn part of the points.</source>
        <translation>Respostas mais distantes que ganham parte dos pontos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Up to this far off</source>
        <translation>Até esta diferença</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>A number, a percentage, or days for a date.</source>
        <translation>Um número, uma porcentagem, ou dias para uma data.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Units</source>
        <translation>Unidades</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Units that learners may type after the number.</source>
        <translation>Unidades que se podem digitar depois do número.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Unit</source>
        <translation>Unidade</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>As it is typed, such as years.</source>
        <translation>Como se digita, por exemplo: anos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Factor</source>
        <translation>Fator</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>How many of your answer’s unit one of these is, such as 1/12.</source>
        <translation>Quanto é uma destas na unidade da sua resposta, como 1/12.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>The unit is needed</source>
        <translation>A unidade é necessária</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>A number without its unit is wrong.</source>
        <translation>Um número sem a unidade está errado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Decimal sign</source>
        <translation>Sinal decimal</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What begins the decimals. The bank’s language decides if you leave it open.</source>
        <translation>O que inicia as casas decimais. Se você deixar em aberto, decide o idioma do banco.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Read powers of ten</source>
        <translation>Ler potências de dez</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Such as 1.5e3 or 10^3.</source>
        <translation>Como 1.5e3 ou 10^3.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Order in dates</source>
        <translation>Ordem nas datas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>How 8/5/2025 is read. The bank’s language decides if you leave it open.</source>
        <translation>Como se lê 8/5/2025. Se você deixar em aberto, decide o idioma do banco.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Text with gaps</source>
        <translation>Texto com lacunas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Select a word and make it a gap. [1] stands for the first gap.</source>
        <translation>Selecione uma palavra e transforme-a em lacuna. [1] é a primeira lacuna.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Gaps</source>
        <translation>Lacunas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What is right in each gap.</source>
        <translation>O que está certo em cada lacuna.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Words to choose from</source>
        <translation>Palavras para escolher</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>More than there are gaps makes guessing harder.</source>
        <translation>Se houver mais do que lacunas, fica mais difícil adivinhar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Right words</source>
        <translation>Palavras certas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>One of the words above, or several that are all right.</source>
        <translation>Uma das palavras acima, ou várias que estão todas certas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>A word can be used again</source>
        <translation>Uma palavra pode ser usada de novo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Otherwise each word fits one gap at most.</source>
        <translation>Senão, cada palavra cabe em uma lacuna no máximo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Right sentences</source>
        <translation>Frases certas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Pick words of each sentence that learners should select.</source>
        <translation>Escolha palavras de cada frase que deve ser selecionada.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>How many to select</source>
        <translation>Quantas selecionar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Told to learners. They are not told if you leave it empty.</source>
        <translation>É dito aos estudantes. Se você deixar vazio, não é dito.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Paragraphs to choose from</source>
        <translation>Parágrafos para escolher</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Their numbers, such as 2, 3. All if you leave it empty.</source>
        <translation>Seus números, como 2, 3. Todos se você deixar vazio.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Wrong sentences that you expect</source>
        <translation>Frases erradas que você espera</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Sentence</source>
        <translation>Frase</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Words of the sentence, picked in the passage.</source>
        <translation>Palavras da frase, escolhidas no texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>The text in which learners select words.</source>
        <translation>O texto em que se selecionam palavras.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Words to select</source>
        <translation>Palavras a selecionar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>One word, or several in a row.</source>
        <translation>Uma palavra, ou várias seguidas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Wrong words that you expect</source>
        <translation>Palavras erradas que você espera</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Which one</source>
        <translation>Qual</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>1 for the first, where the same words come again.</source>
        <translation>1 para a primeira vez, se as mesmas palavras se repetem.</translation>
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
        <translation>A própria questão.</translation>
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
        <translation>A questão sobre a evidência para a parte A.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What you look for</source>
        <translation>O que você procura</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>You, or the learner, mark the answer by these.</source>
        <translation>Você, ou quem responde, corrige a resposta por isto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>One thing, such as: Rests on the passage.</source>
        <translation>Uma coisa, como: Apoia-se no texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Levels</source>
        <translation>Níveis</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>From not at all to fully, each with its points.</source>
        <translation>De nada a totalmente, cada um com seus pontos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>A whole number.</source>
        <translation>Um número inteiro.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <location filename="../../quizapp/gui/paper/key_paper.py"/>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Model answer</source>
        <translation>Resposta modelo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>An answer that earns all the points.</source>
        <translation>Uma resposta que ganha todos os pontos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>How many words</source>
        <translation>Quantas palavras</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>A suggestion. Learners may write fewer or more.</source>
        <translation>Uma sugestão. Pode-se escrever menos ou mais.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>At least</source>
        <translation>Pelo menos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Words; leave it empty for no limit.</source>
        <translation>Palavras; deixe vazio se não houver limite.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>At most</source>
        <translation>No máximo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>File</source>
        <translation>Arquivo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>The name of the file beside the bank.</source>
        <translation>O nome do arquivo ao lado do banco.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What it shows</source>
        <translation>O que mostra</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Read aloud to learners who can’t see it. Don’t give the answer away.</source>
        <translation>É lido em voz alta para quem não pode vê-la. Não revele a resposta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Caption</source>
        <translation>Legenda</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>A line below the image, for everyone.</source>
        <translation>Uma linha abaixo da imagem, para todos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Hint</source>
        <translation>Dica</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>A nudge, not the answer.</source>
        <translation>Um empurrãozinho, não a resposta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Costs this share</source>
        <translation>Custa esta parte</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>The share of the points that the hint takes. 0.25 if you leave it empty.</source>
        <translation>A parte dos pontos que a dica tira. 0.25 se você deixar vazio.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Lowercase letters, digits and hyphens. No other bank has it.</source>
        <translation>Minúsculas, algarismos e hifens. Nenhum outro banco o tem.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Title</source>
        <translation>Título</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What learners see in the library.</source>
        <translation>O que os estudantes veem na biblioteca.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Description</source>
        <translation>Descrição</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>One or two sentences below the title.</source>
        <translation>Uma ou duas frases abaixo do título.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>The tag of the language, such as en, es or pt-BR.</source>
        <translation>A etiqueta do idioma, como en, es ou pt-BR.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Author</source>
        <translation>Autoria</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Shown with the bank.</source>
        <translation>Aparece com o banco.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>License</source>
        <translation>Licença</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>What others may do with the bank, such as CC BY 4.0.</source>
        <translation>O que outras pessoas podem fazer com o banco, como CC BY 4.0.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source># Title first, then paragraphs with an empty line between them.</source>
        <translation># Primeiro o título, depois parágrafos com uma linha vazia entre eles.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>The name of a Markdown file beside the bank.</source>
        <translation>O nome de um arquivo Markdown ao lado do banco.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>About the text</source>
        <translation>Sobre o texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Where it comes from.</source>
        <translation>De onde vem.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Learners stay at their level</source>
        <translation>Os estudantes ficam no seu nível</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>They can’t change to another one.</source>
        <translation>Não podem mudar para outro.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Time for a test</source>
        <translation>Tempo para uma prova</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>In minutes, from 1 to 600. No limit if you leave it empty.</source>
        <translation>Em minutos, de 1 a 600. Sem limite se você deixar vazio.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Glossary</source>
        <translation>Glossário</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Words that learners may not know, with their meanings.</source>
        <translation>Palavras que talvez não se conheçam, com seu significado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Word</source>
        <translation>Palavra</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>As it stands in the passage.</source>
        <translation>Como está no texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Meaning</source>
        <translation>Significado</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>In plain words.</source>
        <translation>Em palavras simples.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Other forms</source>
        <translation>Outras formas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>With commas between them. Plurals are found by themselves.</source>
        <translation>Separadas por vírgulas. Os plurais são encontrados sozinhos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Show the glossary in tests too</source>
        <translation>Mostrar o glossário também em provas</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Otherwise it helps in practice alone.</source>
        <translation>Senão, só ajuda na prática.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Translation of</source>
        <translation>Tradução de</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>The short name of the bank that this one translates.</source>
        <translation>O nome curto do banco que este traduz.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Add a hint</source>
        <translation>Adicionar uma dica</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>hint {sign}</source>
        <translation>dica {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Add a column</source>
        <translation>Adicionar uma coluna</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>column {sign}</source>
        <translation>coluna {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Add a row</source>
        <translation>Adicionar uma linha</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>row {sign}</source>
        <translation>linha {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Add a category</source>
        <translation>Adicionar uma categoria</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>category {sign}</source>
        <translation>categoria {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Add a statement</source>
        <translation>Adicionar uma afirmação</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>statement {sign}</source>
        <translation>afirmação {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Add a beginning</source>
        <translation>Adicionar um começo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>beginning {sign}</source>
        <translation>começo {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Add an option</source>
        <translation>Adicionar uma opção</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>option {sign}</source>
        <translation>opção {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Add an item</source>
        <translation>Adicionar um item</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>item {sign}</source>
        <translation>item {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Add a right answer</source>
        <translation>Adicionar uma resposta certa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>right answer {sign}</source>
        <translation>resposta certa {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Add a wrong answer</source>
        <translation>Adicionar uma resposta errada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>wrong answer {sign}</source>
        <translation>resposta errada {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Add a distance</source>
        <translation>Adicionar uma diferença</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>distance {sign}</source>
        <translation>diferença {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Add a unit</source>
        <translation>Adicionar uma unidade</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>unit {sign}</source>
        <translation>unidade {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Add a word</source>
        <translation>Adicionar uma palavra</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>word {sign}</source>
        <translation>palavra {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Add another right word</source>
        <translation>Adicionar outra palavra certa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>right word {sign}</source>
        <translation>palavra certa {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Pick in the sentence…</source>
        <translation>Escolher na frase…</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>words {sign}</source>
        <translation>palavras {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>wrong words {sign}</source>
        <translation>palavras erradas {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Add something to look for</source>
        <translation>Adicionar algo a procurar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>criterion {sign}</source>
        <translation>critério {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Add a level</source>
        <translation>Adicionar um nível</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>level {sign}</source>
        <translation>nível {sign}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Not said</source>
        <translation>Sem indicar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Misreads the right place</source>
        <translation>Lê mal o lugar certo</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Rests on another place</source>
        <translation>Apoia-se em outro lugar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Has no support in the passage</source>
        <translation>Não tem apoio no texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Part of the points for each right option</source>
        <translation>Parte dos pontos por cada opção certa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>All or nothing</source>
        <translation>Tudo ou nada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Part of the points for each row</source>
        <translation>Parte dos pontos por cada linha</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Points for each item in its place</source>
        <translation>Pontos por cada item no lugar</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>The nearer to their places, the more points</source>
        <translation>Quanto mais perto do lugar, mais pontos</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Points for the longest series in the right order</source>
        <translation>Pontos pela série mais longa na ordem certa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Part B counts only if part A is right</source>
        <translation>A parte B só conta se a parte A estiver certa</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Part B is left out if part A is wrong</source>
        <translation>A parte B é deixada de fora se a parte A estiver errada</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Each part counts by itself</source>
        <translation>Cada parte conta por si só</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>As in the bank’s language</source>
        <translation>Como no idioma do banco</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Point: 3.5</source>
        <translation>Ponto: 3.5</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Comma: 3,5</source>
        <translation>Vírgula: 3,5</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Day first: 8/5</source>
        <translation>Primeiro o dia: 8/5</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Month first: 5/8</source>
        <translation>Primeiro o mês: 5/8</translation>
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
        <translation>Data</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>None</source>
        <translation>Nenhum</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>One</source>
        <translation>Um</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>Two</source>
        <translation>Dois</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/editor/forms/words.py"/>
        <source>No skill</source>
        <translation>Nenhuma habilidade</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/dates.py"/>
        <source>{day}, {time}</source>
        <translation>{day}, {time}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/dates.py"/>
        <source>Yesterday</source>
        <translation>Ontem</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/dates.py"/>
        <source>Today</source>
        <translation>Hoje</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/dates.py"/>
        <source>Tomorrow</source>
        <translation>Amanhã</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/dates.py"/>
        <source>MMM yyyy</source>
        <translation>MMM &apos;de&apos; yyyy</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/dates.py"/>
        <source>d MMM</source>
        <translation>d &apos;de&apos; MMM</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/open_locally.py"/>
        <source>{file} is no longer there.</source>
        <translation>{file} não está mais lá.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/kit/open_locally.py"/>
        <source>There is no program here that opens {file}.</source>
        <translation>Não há aqui um programa que abra {file}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/learners/learners_page.py"/>
        <location filename="../../quizapp/gui/learners/recordings.py"/>
        <source>Who is learning?</source>
        <translation>Quem vai estudar?</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/library/bank_detail.py"/>
        <source>About this bank</source>
        <translation>Sobre este banco</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/attempt_paper.py"/>
        <source>Started: {date}</source>
        <translation>Início: {date}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/attempt_paper.py"/>
        <source>Your notes and highlights</source>
        <translation>Suas anotações e destaques</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/attempt_paper.py"/>
        <location filename="../../quizapp/gui/paper/key_paper.py"/>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>In the passage</source>
        <translation>No texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/attempt_paper.py"/>
        <location filename="../../quizapp/gui/paper/key_paper.py"/>
        <location filename="../../quizapp/reports/feedback.py"/>
        <source>paragraph {number}</source>
        <translation>parágrafo {number}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/key_paper.py"/>
        <source>Answer key: {title}</source>
        <translation>Gabarito: {title}</translation>
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
        <translation>Por quê</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/key_paper.py"/>
        <location filename="../../quizapp/gui/paper/sheet_paper.py"/>
        <source>Version {letter}</source>
        <translation>Versão {letter}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/key_paper.py"/>
        <source>Answers by version</source>
        <translation>Respostas por versão</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/key_paper.py"/>
        <source>On the sheet</source>
        <translation>Na folha</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/key_paper.py"/>
        <source>Also</source>
        <translation>Também</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/key_paper.py"/>
        <source>sentence {number}</source>
        <translation>frase {number}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/list_paper.py"/>
        <source>Class {name}</source>
        <translation>Turma {name}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/list_paper.py"/>
        <location filename="../../quizapp/gui/paper/paper.py"/>
        <location filename="../../quizapp/gui/paper/sheet_paper.py"/>
        <source>Name</source>
        <translation>Nome</translation>
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
        <translation>linha {number}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/passage_writing.py"/>
        <source>lines {first}–{last}</source>
        <translation>linhas {first}–{last}</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/printing.py"/>
        <source>The report cannot be printed.</source>
        <translation>Não é possível imprimir o relatório.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/paper/printing.py"/>
        <source>Check the printer, or save it as a PDF instead.</source>
        <translation>Confira a impressora ou salve o relatório em PDF.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/first_instance.py"/>
        <source>Quizapp is already running with the folder {folder}, but does not answer.</source>
        <translation>O Quizapp já está em execução com a pasta {folder}, mas não responde.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/shell/first_instance.py"/>
        <source>Wait a moment, or close it, and start again. You can also name another folder with --data-dir.</source>
        <translation>Espere um momento, ou feche-o, e abra de novo. Você também pode informar outra pasta com --data-dir.</translation>
    </message>
    <message>
        <location filename="../../quizapp/gui/study/attempt_card.py"/>
        <source>About this attempt</source>
        <translation>Sobre esta tentativa</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/aiken.py"/>
        <source>it has no options such as “A) …”.</source>
        <translation>ela não tem opções como “A) …”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/aiken.py"/>
        <source>its options are not lettered A, B, C and so on.</source>
        <translation>as opções dela não têm as letras A, B, C e assim por diante.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/aiken.py"/>
        <source>its answer “{answer}” is none of its options.</source>
        <translation>a resposta “{answer}” não é nenhuma das opções.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/aiken.py"/>
        <location filename="../../quizapp/interchange/writing.py"/>
        <source>single choice</source>
        <translation>escolha única</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/aiken.py"/>
        <source>its text looks like an option.</source>
        <translation>o texto dela parece uma opção.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/interchange/building.py"/>
        <source>It has %n gaps; {most} are the most.</source>
        <translation>
            <numerusform>Ela tem %n lacuna; o máximo é {most}.</numerusform>
            <numerusform>Ela tem %n lacunas; o máximo é {most}.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/cloze.py"/>
        <location filename="../../quizapp/interchange/moodle_types.py"/>
        <source>it has no gaps.</source>
        <translation>ela não tem lacunas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/gift.py"/>
        <location filename="../../quizapp/interchange/moodle_writing.py"/>
        <source>each right answer earns a part, each wrong one takes as much</source>
        <translation>cada resposta certa ganha uma parte, cada errada tira o mesmo tanto</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/gift_syntax.py"/>
        <source>there is a } without a { before it.</source>
        <translation>há um } sem um { antes dele.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/gift_syntax.py"/>
        <source>a { is never closed.</source>
        <translation>um { não é fechado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/gift_syntax.py"/>
        <source>there is more than one pair of braces.</source>
        <translation>há mais de um par de chaves.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/gift_syntax.py"/>
        <source>a pair has no -&gt;.</source>
        <translation>falta -&gt; em um par.</translation>
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
        <translation>som ou vídeo</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/html_reading.py"/>
        <source>embedded page</source>
        <translation>página incorporada</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/html_reading.py"/>
        <source>drawing</source>
        <translation>desenho</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/html_reading.py"/>
        <source>control</source>
        <translation>controle</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Quizapp has no questions of the type “{type}”.</source>
        <translation>O Quizapp não tem questões do tipo “{type}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The format has no questions of the type “{type}”.</source>
        <translation>O formato não tem questões do tipo “{type}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>This could not be read as a question: {why}</source>
        <translation>Isto não pôde ser lido como uma questão: {why}</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>No answer is marked as right, so it cannot be marked.</source>
        <translation>Nenhuma resposta está marcada como certa; por isso, a questão não pode ser corrigida.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Several answers are fully right and one of them is enough; Quizapp has no such type.</source>
        <translation>Várias respostas estão totalmente certas e basta uma delas; o Quizapp não tem esse tipo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>It has no text.</source>
        <translation>Não há texto nela.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The right answer has a * that stands for any letters; Quizapp has no such answers.</source>
        <translation>A resposta certa tem um * que vale por quaisquer letras; o Quizapp não tem respostas assim.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>“{text}” is no number.</source>
        <translation>“{text}” não é um número.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The gap “{text}” could not be read.</source>
        <translation>A lacuna “{text}” não pôde ser lida.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>A text that no question follows.</source>
        <translation>Um texto que não é seguido de nenhuma questão.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>It has a text of more than {limit} characters.</source>
        <translation>Há um texto com mais de {limit} caracteres.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Colors, fonts and other looks of the text are left out.</source>
        <translation>Cores, fontes e outros detalhes da aparência do texto ficam de fora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Raised or lowered letters are written on the line.</source>
        <translation>Letras sobrescritas ou subscritas são escritas na linha.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The words of a link stay; its address is left out ({address}).</source>
        <translation>As palavras de um link ficam; o endereço fica de fora ({address}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The cells of a table stand in lines, with | between them.</source>
        <translation>As células de uma tabela ficam em linhas, separadas por |.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>A list stands in lines, one for each entry.</source>
        <translation>Uma lista fica em linhas, uma para cada item.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>A formula stays as it was typed; it is not typeset.</source>
        <translation>Uma fórmula fica como foi digitada; não é composta como fórmula.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Emphasis is left out where it cannot be written.</source>
        <translation>A ênfase fica de fora onde não pode ser escrita.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Left out: {what}.</source>
        <translation>Ficou de fora: {what}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The words in &lt;{tag}&gt; stay; the tag is left out.</source>
        <translation>As palavras em &lt;{tag}&gt; ficam; a etiqueta fica de fora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Some of the look of the passage cannot be written.</source>
        <translation>Uma parte da aparência do texto não pode ser escrita.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Line ends become spaces.</source>
        <translation>Os finais de linha viram espaços.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>An image is left out: there is no place for it there ({name}).</source>
        <translation>Uma imagem fica de fora: não há lugar para ela lá ({name}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The file of an image is not there ({name}).</source>
        <translation>O arquivo de uma imagem não está lá ({name}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>An image is left out: {why}</source>
        <translation>Uma imagem fica de fora: {why}</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The image has no alternative text; the name of its file stands for it ({name}).</source>
        <translation>A imagem não tem texto alternativo; o nome do arquivo fica no lugar dele ({name}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The caption of the image is left out.</source>
        <translation>A legenda da imagem fica de fora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>A file is left out ({name}).</source>
        <translation>Um arquivo fica de fora ({name}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>“{text}” earned {share} % of the points; now it earns none.</source>
        <translation>“{text}” valia {share}% dos pontos; agora não vale nenhum.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The right answers counted differently; now each counts the same.</source>
        <translation>As respostas certas valiam pontos diferentes; agora todas valem o mesmo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>“{text}” cost points in another way; now a wrong choice takes away as much as a right one gives.</source>
        <translation>“{text}” tirava pontos de outro jeito; agora uma escolha errada tira o mesmo tanto que uma certa dá.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>“{text}” cost points; now it earns none.</source>
        <translation>“{text}” tirava pontos; agora não vale nenhum.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The gaps counted differently; now each counts the same.</source>
        <translation>As lacunas valiam pontos diferentes; agora todas valem o mesmo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The answer “{text}” cost points; now it earns none.</source>
        <translation>A resposta “{text}” tirava pontos; agora não vale nenhum.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>A near answer with a part of the points is left out ({text}).</source>
        <translation>Uma resposta aproximada que valia uma parte dos pontos fica de fora ({text}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>An answer with a * that stands for any letters is left out ({text}).</source>
        <translation>Uma resposta com um * que vale por quaisquer letras fica de fora ({text}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The feedback on all other answers is left out.</source>
        <translation>O comentário sobre todas as outras respostas fica de fora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>It is marked in another way there ({way}).</source>
        <translation>A correção lá é feita de outro jeito ({way}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>All items are asked for, not {count} of them.</source>
        <translation>Todos os itens são pedidos, e não {count} deles.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>A wrong unit made the answer lose a part of the points; now it makes it wrong.</source>
        <translation>Uma unidade errada fazia a resposta perder uma parte dos pontos; agora torna a resposta errada.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The points are left out ({points}).</source>
        <translation>Os pontos ficam de fora ({points}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The weight in the total is left out ({weight}).</source>
        <translation>O peso no total fica de fora ({weight}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Each hint costs the same there ({cost} of the points).</source>
        <translation>Todas as dicas custam o mesmo lá ({cost} dos pontos).</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Answers are compared more strictly there.</source>
        <translation>As respostas são comparadas com mais rigor lá.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Capital letters make no difference there.</source>
        <translation>Maiúsculas não fazem diferença lá.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>One question became {count}, as its parts are of several types.</source>
        <translation>Uma questão virou {count}, pois suas partes são de vários tipos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>It has no rubric, so a simple one was added; a person marks it.</source>
        <translation>A questão não tem rubrica; por isso, uma simples foi acrescentada. Uma pessoa faz a correção.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>It has no model answer, so a note stands in its place.</source>
        <translation>A questão não tem resposta modelo; por isso, há uma observação no lugar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The rubric stands in the notes for whoever marks it.</source>
        <translation>A rubrica fica nas observações para quem corrige.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The rubric is left out.</source>
        <translation>A rubrica fica de fora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The model answer is left out.</source>
        <translation>A resposta modelo fica de fora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The advice on the number of words is left out.</source>
        <translation>A orientação sobre o número de palavras fica de fora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Feedback on an answer is left out.</source>
        <translation>O comentário sobre uma resposta fica de fora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The feedback on all answers alike is left out: {text}</source>
        <translation>O comentário comum a todas as respostas fica de fora: {text}</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The explanation is left out.</source>
        <translation>A explicação fica de fora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The hints are left out.</source>
        <translation>As dicas ficam de fora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The origins of wrong answers are left out.</source>
        <translation>As origens das respostas erradas ficam de fora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The evidence is quoted in the explanation.</source>
        <translation>A evidência é citada na explicação.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The evidence of single answers is left out.</source>
        <translation>A evidência de cada resposta fica de fora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The evidence is left out.</source>
        <translation>A evidência fica de fora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The skill is left out.</source>
        <translation>A habilidade fica de fora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The points of the syllabus are left out.</source>
        <translation>Os pontos do currículo ficam de fora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>A tag is left out ({tag}).</source>
        <translation>Uma etiqueta fica de fora ({tag}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Fixed places of single options are left out.</source>
        <translation>Os lugares fixos de algumas opções ficam de fora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Each option can be chosen more than once there.</source>
        <translation>Cada opção pode ser escolhida mais de uma vez lá.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The order is shuffled there as the test says.</source>
        <translation>A ordem lá é embaralhada conforme a prova.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>An answer that is expected to be wrong is left out ({text}).</source>
        <translation>Uma resposta prevista como errada fica de fora ({text}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Of several words that are right in gap {gap}, the first stays.</source>
        <translation>De várias palavras certas na lacuna {gap}, fica a primeira.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Words of several groups are in one bank of words.</source>
        <translation>As palavras de vários grupos ficam em um só conjunto de palavras.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Each word can be used more than once, as one word is right in several gaps.</source>
        <translation>Cada palavra pode ser usada mais de uma vez, pois uma palavra está certa em várias lacunas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Each word to be selected stands for itself.</source>
        <translation>Cada palavra a selecionar conta por si.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Only some words could be selected; now each can.</source>
        <translation>Só algumas palavras podiam ser selecionadas; agora todas podem.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The units are left out.</source>
        <translation>As unidades ficam de fora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>An answer without its unit is right there.</source>
        <translation>Uma resposta sem a unidade está certa lá.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>A number is rounded ({text}).</source>
        <translation>Um número é arredondado ({text}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The format has no questions about dates.</source>
        <translation>O formato não tem questões sobre datas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>It becomes a question of the type “{type}”.</source>
        <translation>A questão passa a ser do tipo “{type}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The setting “{name}” is left out.</source>
        <translation>A configuração “{name}” fica de fora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The ids of the questions are left out.</source>
        <translation>Os ids das questões ficam de fora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The note about the text is left out.</source>
        <translation>A nota sobre o texto fica de fora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>Description, author, license and time limit are left out.</source>
        <translation>Descrição, autoria, licença e tempo limite ficam de fora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The language is left out ({language}).</source>
        <translation>O idioma fica de fora ({language}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The other reading levels of the passage are left out.</source>
        <translation>Os outros níveis de leitura do texto ficam de fora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The words with a meaning are left out.</source>
        <translation>As palavras explicadas ficam de fora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The bank that this one translates is left out ({source}).</source>
        <translation>O banco do qual este é tradução fica de fora ({source}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>The passage is left out.</source>
        <translation>O texto fica de fora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>An image of the passage is left out ({name}).</source>
        <translation>Uma imagem do texto fica de fora ({name}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <source>“{name}” is not understood, and left out.</source>
        <translation>“{name}” não é compreendido e fica de fora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/loss_texts.py"/>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>The file is of no format that can be imported.</source>
        <translation>O arquivo não é de nenhum formato que possa ser importado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/losses.py"/>
        <source>kept, but changed</source>
        <translation>mantido, com mudanças</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/losses.py"/>
        <source>left out</source>
        <translation>deixado de fora</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/losses.py"/>
        <source>not understood</source>
        <translation>não compreendido</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/losses.py"/>
        <source>Line {line}, a question without a name</source>
        <translation>Linha {line}, uma questão sem nome</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/losses.py"/>
        <source>A question without a name</source>
        <translation>Uma questão sem nome</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/losses.py"/>
        <source>Line {line}, “{name}”</source>
        <translation>Linha {line}, “{name}”</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/losses.py"/>
        <source>“{name}”</source>
        <translation>“{name}”</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/losses.py"/>
        <source>{read} read: {kept} imported as they were, {changed} with changes, {left_out} left out.</source>
        <translation>Lidas: {read}. Importadas como estavam: {kept}; com mudanças: {changed}; deixadas de fora: {left_out}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/losses.py"/>
        <source>{read} read: {kept} written as they were, {changed} with changes, {left_out} left out.</source>
        <translation>Lidas: {read}. Gravadas como estavam: {kept}; com mudanças: {changed}; deixadas de fora: {left_out}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/losses.py"/>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>Left out</source>
        <translation>Deixadas de fora</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/losses.py"/>
        <source>With changes</source>
        <translation>Com mudanças</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/losses.py"/>
        <source>About the whole</source>
        <translation>Sobre o arquivo todo</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/moodle_types.py"/>
        <source>its answers are not true and false.</source>
        <translation>as respostas dela não são verdadeiro e falso.</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/moodle_types.py"/>
        <source>response template</source>
        <translation>modelo de resposta</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/moodle_types.py"/>
        <source>attachments</source>
        <translation>anexos</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/moodle_types.py"/>
        <source>by its rule {rule}</source>
        <translation>pela regra {rule}</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/moodle_writing.py"/>
        <source>without its unit, an answer loses all of the points</source>
        <translation>sem a unidade, uma resposta perde todos os pontos</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/moodle_writing.py"/>
        <source>each item in its place earns a part</source>
        <translation>cada item no lugar certo ganha uma parte</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/moodle_xml.py"/>
        <source>without a name</source>
        <translation>sem nome</translation>
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
            <numerusform>%n link ficou de fora; as palavras dele ficam.</numerusform>
            <numerusform>%n links ficaram de fora; as palavras deles ficam.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/interchange/plain_texts.py"/>
        <source>%n HTML tags were left out; the words between them stay.</source>
        <translation>
            <numerusform>%n marca HTML ficou de fora; as palavras em volta ficam.</numerusform>
            <numerusform>%n marcas HTML ficaram de fora; as palavras entre elas ficam.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/interchange/word_document.py"/>
        <source>%n tables were left out.</source>
        <translation>
            <numerusform>%n tabela ficou de fora.</numerusform>
            <numerusform>%n tabelas ficaram de fora.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/interchange/word_document.py"/>
        <source>%n images were left out.</source>
        <translation>
            <numerusform>%n imagem ficou de fora.</numerusform>
            <numerusform>%n imagens ficaram de fora.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/interchange/word_document.py"/>
        <source>%n drawings or text boxes were left out.</source>
        <translation>
            <numerusform>%n desenho ou caixa de texto ficou de fora.</numerusform>
            <numerusform>%n desenhos ou caixas de texto ficaram de fora.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/interchange/word_document.py"/>
        <source>%n footnotes were left out.</source>
        <translation>
            <numerusform>%n nota de rodapé ficou de fora.</numerusform>
            <numerusform>%n notas de rodapé ficaram de fora.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/interchange/word_document.py"/>
        <source>%n formulas were left out.</source>
        <translation>
            <numerusform>%n fórmula ficou de fora.</numerusform>
            <numerusform>%n fórmulas ficaram de fora.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/writing.py"/>
        <source>each part for itself</source>
        <translation>cada parte por si</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/writing.py"/>
        <source>matching</source>
        <translation>correspondência</translation>
    </message>
    <message>
        <location filename="../../quizapp/interchange/writing.py"/>
        <source>each pair for itself</source>
        <translation>cada par por si</translation>
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
        <translation>Há só {count} opções para escolher.</translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/option_count.py"/>
        <source>There are {count} options, more than learners can weigh.</source>
        <translation>Há {count} opções, mais do que dá para comparar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/option_count.py"/>
        <source>Two options are half guessed; beyond five, few writers find wrong options that anybody would choose.</source>
        <translation>Com duas opções, metade se adivinha; com mais de cinco, é difícil achar opções erradas que alguém escolheria.</translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/option_count.py"/>
        <source>Offer three to five options; where several are right, up to eight.</source>
        <translation>Ofereça de três a cinco opções; onde várias são certas, até oito.</translation>
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
        <translation>A opção “{text}” se lê como “{other}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/same_options.py"/>
        <source>If two options say the same, neither can be the key, and learners who see that need not read on.</source>
        <translation>Se duas opções dizem o mesmo, nenhuma pode ser o gabarito, e quem percebe isso não precisa ler mais.</translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/same_options.py"/>
        <source>Write another option, or take one of the two out.</source>
        <translation>Escreva outra opção, ou tire uma das duas.</translation>
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
        <translation>Uma regra com nome errado não silencia nada.</translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/silencing.py"/>
        <source>Write the name of a rule as the check tells it.</source>
        <translation>Escreva o nome da regra como a verificação o mostra.</translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/silencing.py"/>
        <source>A reason that is left after the fault was mended would silence the next one.</source>
        <translation>Uma razão que fica depois de consertada a falha silenciaria a próxima.</translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/silencing.py"/>
        <source>Take the rule out of “silenced”.</source>
        <translation>Tire a regra de “silenced”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/silencing.py"/>
        <source>There is no rule “{name}”.</source>
        <translation>Não há nenhuma regra “{name}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/silencing.py"/>
        <source>There is no rule “{name}”. Did you mean “{suggestion}”?</source>
        <translation>Não há nenhuma regra “{name}”. Você quis dizer “{suggestion}”?</translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/silencing.py"/>
        <source>The rule “{name}” is silenced here, but finds nothing.</source>
        <translation>A regra “{name}” está silenciada aqui, mas não encontra nada.</translation>
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
        <translation>“{text}” fala de outras opções, e elas são embaralhadas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/unpinned_catch_all.py"/>
        <source>When options change places, “all of the above” can stand first, and “A and B” can mean other options.</source>
        <translation>Quando as opções mudam de lugar, “todas as anteriores” pode ficar em primeiro, e “A e B” pode indicar outras.</translation>
    </message>
    <message>
        <location filename="../../quizapp/lint/rules/unpinned_catch_all.py"/>
        <source>Add “pinned: true” to this option, or better, write an option of its own.</source>
        <translation>Acrescente “pinned: true” a esta opção ou, melhor, escreva outra opção.</translation>
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
        <translation>A pasta {folder} não pode ser criada: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/paths.py"/>
        <source>Make room for it, or name another folder with --data-dir.</source>
        <translation>Libere espaço para ela ou informe outra pasta com --data-dir.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>A text that contains “: ” needs quotation marks.</source>
        <translation>Um texto que contém “: ” precisa de aspas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write it as {quoted}.</source>
        <translation>Escreva assim: {quoted}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Fields (name: value) are expected here.</source>
        <translation>Aqui são esperados campos (nome: valor).</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write a name, “:”, a space and a value; the guide has examples.</source>
        <translation>Escreva um nome, “:”, um espaço e um valor; o guia tem exemplos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>A list is expected here.</source>
        <translation>Aqui é esperada uma lista.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Begin each entry with “- ”.</source>
        <translation>Comece cada item com “- ”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>A text is expected here.</source>
        <translation>Aqui é esperado um texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write one text; put it in quotation marks if it looks like a list.</source>
        <translation>Escreva um texto só; coloque-o entre aspas se ele parecer uma lista.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>There is no field “{name}” here.</source>
        <translation>Não existe aqui um campo “{name}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Leave it out. Fields here are: {choices}.</source>
        <translation>Tire-o. Os campos aqui são: {choices}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Before or after “{name}” there is a space that is not an ordinary one.</source>
        <translation>Antes ou depois de “{name}” há um espaço que não é comum.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Delete it, and type it again with the space bar.</source>
        <translation>Apague-o e digite-o de novo com a barra de espaço.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The field “{name}” is missing.</source>
        <translation>Falta o campo “{name}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Add it.</source>
        <translation>Acrescente-o.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The field “type” is missing.</source>
        <translation>Falta o campo “type”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Add “type: {suggestion}”, to which the other fields belong, if that is meant.</source>
        <translation>Se for essa a intenção, acrescente “type: {suggestion}”, ao qual pertencem os outros campos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{value}” is not one of the words that can stand here.</source>
        <translation>“{value}” não é uma das palavras que podem ficar aqui.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Write one of: {choices}.</source>
        <translation>Escreva uma destas opções: {choices}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{value}” is neither true nor false.</source>
        <translation>“{value}” não é true nem false.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write true or false.</source>
        <translation>Escreva true ou false.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{value}” is not a number.</source>
        <translation>“{value}” não é um número.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write a number such as 1 or 2.5, with a point.</source>
        <translation>Escreva um número como 1 ou 2.5, com ponto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>{value} is out of range.</source>
        <translation>{value} está fora dos limites.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write a number {range}.</source>
        <translation>Escreva um número {range}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The text is empty.</source>
        <translation>O texto está vazio.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write it, in quotation marks where it begins with “#”.</source>
        <translation>Escreva-o; entre aspas, se começar com “#”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>This cannot be read: {reason}.</source>
        <translation>Não é possível ler isto: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write it as in the authoring guide.</source>
        <translation>Escreva como no guia de autoria.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The shares of the blueprint add up to {count}, not to 100.</source>
        <translation>As partes de “blueprint” somam {count}, e não 100.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write the percentage of the questions that each skill should have.</source>
        <translation>Escreva a porcentagem das questões que cada habilidade deve ter.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{value}” cannot be an id.</source>
        <translation>“{value}” não pode ser um id.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Begin with a small letter or a digit, go on with those and hyphens, 64 at most, such as “{suggestion}”.</source>
        <translation>Comece com uma letra minúscula ou um algarismo e continue com esses caracteres e hifens, 64 no máximo, como em “{suggestion}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The id “{value}” is already used by {where}.</source>
        <translation>O id “{value}” já é usado por {where}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Give each its own id.</source>
        <translation>Dê a cada um seu próprio id.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The bank has no questions.</source>
        <translation>O banco não tem questões.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write at least one.</source>
        <translation>Escreva pelo menos uma.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>There are more mistakes than are listed.</source>
        <translation>Há mais erros do que os listados.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Mend these first.</source>
        <translation>Conserte estes primeiro.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The text is given twice, or not at all.</source>
        <translation>O texto foi informado duas vezes, ou nenhuma.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write either “text” or “file”.</source>
        <translation>Escreva “text” ou “file”, um dos dois.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{value}” is not in the folder of the bank.</source>
        <translation>“{value}” não está na pasta do banco.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Put the text beside the bank&apos;s file and give its name.</source>
        <translation>Coloque o texto ao lado do arquivo do banco e informe o nome dele.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>There is nothing to read in it.</source>
        <translation>Não há nada para ler nele.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write at least one paragraph.</source>
        <translation>Escreva pelo menos um parágrafo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The text has more than {limit} characters.</source>
        <translation>O texto tem mais de {limit} caracteres.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Make several passages of it, each with its bank.</source>
        <translation>Divida-o em vários textos, cada um com seu banco.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The text has more than {limit} signs for emphasis (* _ ` \).</source>
        <translation>O texto tem mais de {limit} sinais de ênfase (* _ ` \).</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Emphasize less of it, or make it shorter.</source>
        <translation>Dê menos ênfase ou encurte o texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The text has more than {limit} lines, dashes of lists and signs for emphasis (* _ `).</source>
        <translation>O texto tem mais de {limit} linhas, travessões de listas e sinais de ênfase (* _ `).</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Too many lists or quotations stand inside one another.</source>
        <translation>Há listas ou citações demais umas dentro das outras.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Take some away: five lists, or eleven quotations, are the most.</source>
        <translation>Tire algumas: o máximo são cinco listas ou onze citações.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{value}” is no tag of a language.</source>
        <translation>“{value}” não é uma etiqueta de idioma.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Write one such as “en”, “es” or “pt-BR”.</source>
        <translation>Escreva uma como “en”, “es” ou “pt-BR”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The bank names itself as the one that it translates.</source>
        <translation>O banco indica a si mesmo como o banco que traduz.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Give it an id of its own, such as “{value}-es”.</source>
        <translation>Dê a ele um id próprio, como “{value}-es”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{word}” is not in the passage.</source>
        <translation>“{word}” não está no texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write the word as it stands there, or that form of it under “forms”; or leave it out.</source>
        <translation>Escreva a palavra como está lá, ou essa forma dela em “forms”; ou tire-a.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{word}” is in the glossary already, at “{other}”.</source>
        <translation>“{word}” já está no glossário, em “{other}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Keep one of the two.</source>
        <translation>Mantenha um dos dois.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The glossary has more than {limit} words.</source>
        <translation>O glossário tem mais de {limit} palavras.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Keep those that learners need most.</source>
        <translation>Mantenha aquelas de que os estudantes mais precisam.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The level “standard” is the passage itself.</source>
        <translation>O nível “standard” é o próprio texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Give it a name here, and no text or file; or choose another id.</source>
        <translation>Dê a ele aqui um nome, e nenhum texto ou arquivo; ou escolha outro id.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The bank has levels, but no passage.</source>
        <translation>O banco tem níveis, mas não tem texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write its standard version as “passage”.</source>
        <translation>Escreva a versão padrão dele em “passage”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The number of paragraphs is {count} here, and {expected} in the passage.</source>
        <translation>O número de parágrafos é {count} aqui e {expected} no texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write both with the same paragraphs: they are numbered alike in all levels.</source>
        <translation>Escreva os dois com os mesmos parágrafos: a numeração é igual em todos os níveis.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>The image “{value}” has no alternative text.</source>
        <translation>A imagem “{value}” não tem texto alternativo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Say what it shows, for those who cannot see it: “alt: …”, or ![…]({value}) in a passage.</source>
        <translation>Diga o que ela mostra, para quem não pode vê-la: “alt: …”, ou ![…]({value}) em um texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{value}” is not alone in a paragraph, or not written as an image is.</source>
        <translation>“{value}” não está sozinha em um parágrafo, ou não está escrita como se escreve uma imagem.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Write ![what it shows](file.png) with an empty line before and after it, or \! where no image is meant.</source>
        <translation>Escreva ![o que ela mostra](arquivo.png) com uma linha vazia antes e depois, ou \! onde não se trata de uma imagem.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Put the image beside the bank&apos;s file and give its name.</source>
        <translation>Coloque a imagem ao lado do arquivo do banco e informe o nome dela.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>There is no image “{value}” beside the bank.</source>
        <translation>Não há uma imagem “{value}” ao lado do banco.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Check the name, capital letters too.</source>
        <translation>Confira o nome, inclusive as maiúsculas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{value}” is {kind}, whatever its name says.</source>
        <translation>“{value}” é {kind}, não importa o que o nome diga.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Save it as PNG, JPEG or WebP with an image program.</source>
        <translation>Salve-a como PNG, JPEG ou WebP em um programa de imagens.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{value}” breaks off, or says of itself what cannot be.</source>
        <translation>“{value}” está incompleta, ou diz de si mesma algo impossível.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Open it in an image program and save it again.</source>
        <translation>Abra-a em um programa de imagens e salve-a de novo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{value}” is an animation.</source>
        <translation>“{value}” é uma animação.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Save one of its pictures as PNG or JPEG.</source>
        <translation>Salve um dos quadros dela como PNG ou JPEG.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{value}” has more than {limit} MB.</source>
        <translation>“{value}” tem mais de {limit} MB.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Save it smaller, or as JPEG.</source>
        <translation>Salve-a em tamanho menor, ou como JPEG.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>“{value}” has {size} pixels.</source>
        <translation>“{value}” tem {size} pixels.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Make it smaller: {limit} million in all, and {side} at a side, are the most.</source>
        <translation>Diminua-a: o máximo são {limit} milhões ao todo e {side} em cada lado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>With “{value}”, the images of the bank have more than {limit} MB together.</source>
        <translation>Com “{value}”, as imagens do banco têm mais de {limit} MB ao todo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>Save them smaller, or split the bank.</source>
        <translation>Salve-as em tamanho menor ou divida o banco.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/banks.py"/>
        <source>There is no file “{value}” beside the bank.</source>
        <translation>Não há um arquivo “{value}” ao lado do banco.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/catalog.py"/>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <location filename="../../quizapp/services/desk/words.py"/>
        <source>Did you mean “{suggestion}”?</source>
        <translation>Você quis dizer “{suggestion}”?</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>There is no such file.</source>
        <translation>Esse arquivo não existe.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Check its name and folder.</source>
        <translation>Confira o nome e a pasta dele.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>This is a folder, not a file.</source>
        <translation>Isto é uma pasta, não um arquivo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Name a file in it.</source>
        <translation>Informe um arquivo que esteja nela.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>This is a picture, not a text.</source>
        <translation>Isto é uma imagem, não um texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Name a file with text in it.</source>
        <translation>Informe um arquivo que contenha texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>This is not an ordinary file.</source>
        <translation>Este não é um arquivo comum.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Copy what is in it into an ordinary file.</source>
        <translation>Copie o conteúdo para um arquivo comum.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>The file may not be read.</source>
        <translation>Não há permissão para ler o arquivo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Give yourself the permission to read it.</source>
        <translation>Dê a si a permissão de lê-lo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>The file cannot be read: {reason}.</source>
        <translation>Não é possível ler o arquivo: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>Copy it to another place and try again.</source>
        <translation>Copie-o para outro lugar e tente de novo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>The file has {size} MB; {limit} MB is the most.</source>
        <translation>O arquivo tem {size} MB; o máximo é {limit} MB.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Split it into several banks.</source>
        <translation>Divida-o em vários bancos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>There is nothing in the file.</source>
        <translation>Não há nada no arquivo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Write in it what belongs there, or name another file.</source>
        <translation>Escreva nele o que deve estar lá ou informe outro arquivo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>The file is not saved as UTF-8: this line has the first letter that cannot be read.</source>
        <translation>O arquivo não está salvo em UTF-8: nesta linha está a primeira letra que não pode ser lida.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Open it in your editor, save it with the encoding UTF-8, and look at the letters of this line.</source>
        <translation>Abra-o no seu editor, salve-o com a codificação UTF-8 e confira as letras desta linha.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>The file is saved as UTF-16, not as UTF-8.</source>
        <translation>O arquivo está salvo em UTF-16, e não em UTF-8.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>Open it in your editor and save it with the encoding UTF-8.</source>
        <translation>Abra-o no seu editor e salve-o com a codificação UTF-8.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>There is an invisible character here that may not be in a bank ({character}).</source>
        <translation>Há aqui um caractere invisível que não pode estar em um banco ({character}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Delete it, or type the line again.</source>
        <translation>Apague-o ou digite a linha de novo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>This is a document of a word processor or of another program, not a text file.</source>
        <translation>Isto é um documento de um processador de texto ou de outro programa, não um arquivo de texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Choose another file, or save it there as plain text, in UTF-8.</source>
        <translation>Escolha outro arquivo, ou salve-o nesse programa como texto simples, em UTF-8.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>A letter here has more than 30 accents or other marks on it ({character}).</source>
        <translation>Uma letra aqui tem mais de 30 acentos ou outros sinais sobre ela ({character}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>There is no bank in this folder.</source>
        <translation>Não há nenhum banco nesta pasta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Name a folder with .yaml files in it, or a file.</source>
        <translation>Informe uma pasta com arquivos .yaml, ou um arquivo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>This is not a file of a format that can be converted.</source>
        <translation>Este arquivo não é de um formato que possa ser convertido.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>Check that it is the file that you meant. Formats are: {choices}.</source>
        <translation>Confira se este é o arquivo que você queria. Os formatos são: {choices}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>The bank would have the id “{value}”, as that from {where} has.</source>
        <translation>O banco teria o id “{value}”, o mesmo do banco de {where}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Rename one of the two files.</source>
        <translation>Mude o nome de um dos dois arquivos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>There is a file of this name already.</source>
        <translation>Já existe um arquivo com este nome.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Name another folder, or add --force to replace it.</source>
        <translation>Informe outra pasta ou acrescente --force para substituí-lo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>The file cannot be written: {reason}.</source>
        <translation>Não é possível gravar o arquivo: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <location filename="../../quizapp/services/hand_in_key.py"/>
        <location filename="../../quizapp/storage/backup.py"/>
        <location filename="../../quizapp/storage/copies.py"/>
        <location filename="../../quizapp/whole_file.py"/>
        <source>Free some space or check the folder.</source>
        <translation>Libere espaço ou confira a pasta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>“{name}” belongs to the whole question, not to one of its parts.</source>
        <translation>“{name}” pertence à questão inteira, não a uma de suas partes.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Write it beside “part_a” and “part_b”, or leave it out.</source>
        <translation>Escreva-o ao lado de “part_a” e “part_b”, ou tire-o.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>The points of this question are those of its two parts together.</source>
        <translation>Os pontos desta questão são os de suas duas partes juntas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Write “points” in the parts, and leave it out here.</source>
        <translation>Escreva “points” nas partes e tire-o daqui.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>A part cannot be a {value} question.</source>
        <translation>Uma parte não pode ser uma questão do tipo {value}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Give it another type.</source>
        <translation>Dê a ela outro tipo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Another level of this criterion has {value} points too.</source>
        <translation>Outro nível deste critério também tem {value} pontos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Give each level its own points.</source>
        <translation>Dê a cada nível seus próprios pontos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>At least {least} words and at most {most} cannot both be.</source>
        <translation>Pelo menos {least} palavras e no máximo {most} não podem valer ao mesmo tempo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Make “most” the larger one.</source>
        <translation>Faça de “most” o maior dos dois.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>There is no question “{name}” in the bank.</source>
        <translation>Não há uma questão “{name}” no banco.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Leave it out or correct the id.</source>
        <translation>Tire-a ou corrija o id.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>“{value}” is not a response to this question.</source>
        <translation>“{value}” não é uma resposta para esta questão.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/files.py"/>
        <source>Write {expected}.</source>
        <translation>Escreva {expected}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>There are more than {limit} files in it.</source>
        <translation>Há mais de {limit} arquivos nele.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>Import fewer at a time.</source>
        <translation>Importe menos de cada vez.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>The archive has a file that would be written elsewhere (“{name}”).</source>
        <translation>O arquivo compactado tem um arquivo que seria gravado em outro lugar (“{name}”).</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <location filename="../../quizapp/services/passage_import.py"/>
        <source>Don&apos;t open it, and ask where it comes from.</source>
        <translation>Não o abra, e pergunte de onde ele vem.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>The archive is damaged, or locked with a password.</source>
        <translation>O arquivo compactado está danificado ou bloqueado com uma senha.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>Get it again, or unpack it first.</source>
        <translation>Obtenha-o de novo ou descompacte-o primeiro.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>The XML is broken here: {reason}.</source>
        <translation>O XML está quebrado aqui: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>Export the file again from the tool that it comes from.</source>
        <translation>Exporte o arquivo de novo na ferramenta de onde ele vem.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>The encoding that the file names cannot be read.</source>
        <translation>Não é possível ler a codificação que o arquivo indica.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>The XML names entities or other files, which are not opened.</source>
        <translation>O XML indica entidades ou outros arquivos, que não são abertos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>The XML is nested too deeply.</source>
        <translation>O XML tem níveis demais uns dentro dos outros.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>There is too much in the XML.</source>
        <translation>Há coisas demais no XML.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>Export fewer questions at a time.</source>
        <translation>Exporte menos questões de cada vez.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>This is not a file of Moodle questions (&lt;{tag}&gt;).</source>
        <translation>Este não é um arquivo de questões do Moodle (&lt;{tag}&gt;).</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>Choose the format “Moodle XML” there.</source>
        <translation>Escolha lá o formato “Moodle XML”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>There is no question in the file that could be imported.</source>
        <translation>Não há no arquivo nenhuma questão que possa ser importada.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/interchange.py"/>
        <source>Read the report beside it.</source>
        <translation>Leia o relatório ao lado dele.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>The article has no title.</source>
        <translation>O artigo não tem título.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Write “# Title” on its first line, and the title on the next.</source>
        <translation>Escreva “# Title” na primeira linha e o título na seguinte.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>A second title begins here.</source>
        <translation>Aqui começa um segundo título.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>There is no paragraph in the file.</source>
        <translation>Não há nenhum parágrafo no arquivo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Begin each with a line “# Paragraph”.</source>
        <translation>Comece cada um com uma linha “# Paragraph”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>“{name}:” stands outside of any paragraph, or begins a new one.</source>
        <translation>“{name}:” está fora de qualquer parágrafo, ou começa um novo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Write a line “# Paragraph” before it.</source>
        <translation>Escreva uma linha “# Paragraph” antes disso.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>The line does not begin as one of an article does.</source>
        <translation>A linha não começa como uma linha de artigo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Join it to the line above, or begin it with one of: {choices}.</source>
        <translation>Junte-a à linha de cima, ou comece-a com um destes: {choices}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>There is no text after “{name}”.</source>
        <translation>Não há texto depois de “{name}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Write it on the same line.</source>
        <translation>Escreva-o na mesma linha.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>The paragraph has no text “{name}:”.</source>
        <translation>O parágrafo não tem um texto “{name}:”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Write it at all three levels: Adv, Int, Ele.</source>
        <translation>Escreva-o nos três níveis: Adv, Int, Ele.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>The paragraph has a second text “{name}:”.</source>
        <translation>O parágrafo tem um segundo texto “{name}:”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>The paragraph has {count} questions.</source>
        <translation>O número de questões do parágrafo é {count}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Write three.</source>
        <translation>Escreva três.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>“{name}:” can only begin the third question of a paragraph.</source>
        <translation>“{name}:” só pode começar a terceira questão de um parágrafo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Begin this one with “Q:”.</source>
        <translation>Comece esta com “Q:”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>The third question does not say with which of the others it shares its critical span.</source>
        <translation>A terceira questão não diz com qual das outras ela divide o trecho crítico.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Begin it with “Q1:” or “Q2:”.</source>
        <translation>Comece-a com “Q1:” ou “Q2:”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>The critical span of this question has no words in common with that of question {number}, at any level.</source>
        <translation>O trecho crítico desta questão não tem nenhuma palavra em comum com o da questão {number}, em nenhum nível.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Begin the line with “Q1:” or “Q2:”, whichever is right, or move the marks &lt;A3&gt; or &lt;A{number}&gt;.</source>
        <translation>Comece a linha com “Q1:” ou “Q2:”, o que for certo, ou mova as marcas &lt;A3&gt; ou &lt;A{number}&gt;.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>The option belongs to no question.</source>
        <translation>A opção não pertence a nenhuma questão.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Write its question above it.</source>
        <translation>Escreva a questão dela acima.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>The question has no option “{name}:”.</source>
        <translation>A questão não tem a opção “{name}:”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Write all four: a, b, c, d.</source>
        <translation>Escreva as quatro: a, b, c, d.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>The question has a second option “{name}:”.</source>
        <translation>A questão tem uma segunda opção “{name}:”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>The options are not in the order a, b, c, d.</source>
        <translation>As opções não estão na ordem a, b, c, d.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Put them in this order.</source>
        <translation>Coloque-as nessa ordem.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>“{mark}” is not a mark of a span.</source>
        <translation>“{mark}” não é uma marca de trecho.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Marks are &lt;A1&gt; to &lt;A3&gt; and &lt;D1&gt; to &lt;D3&gt;, and &lt;/A1&gt; to &lt;/D3&gt; at their ends.</source>
        <translation>As marcas são &lt;A1&gt; a &lt;A3&gt; e &lt;D1&gt; a &lt;D3&gt;, e &lt;/A1&gt; a &lt;/D3&gt; no final dos trechos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>“{mark}” ends a span that has not begun.</source>
        <translation>“{mark}” termina um trecho que não começou.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Write &lt;{name}&gt; where it begins.</source>
        <translation>Escreva &lt;{name}&gt; onde ele começa.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>“{mark}” begins a span that does not end.</source>
        <translation>“{mark}” começa um trecho que não termina.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Write &lt;/{name}&gt; where it ends.</source>
        <translation>Escreva &lt;/{name}&gt; onde ele termina.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>“{mark}” begins a span inside of itself.</source>
        <translation>“{mark}” começa um trecho dentro dele mesmo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>End the first with &lt;/{name}&gt; before it.</source>
        <translation>Termine o primeiro com &lt;/{name}&gt; antes disso.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>A mark of a span stands between a letter and its accent.</source>
        <translation>Há uma marca de trecho entre uma letra e seu acento.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Move it before the letter or behind the accent.</source>
        <translation>Mova-a para antes da letra ou para depois do acento.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>There are no words between &lt;{name}&gt; and &lt;/{name}&gt;.</source>
        <translation>Não há palavras entre &lt;{name}&gt; e &lt;/{name}&gt;.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Put the marks around some.</source>
        <translation>Coloque as marcas em volta de algumas palavras.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>No words are marked &lt;{name}&gt;, on which this rests: {what}.</source>
        <translation>Não há palavras marcadas com &lt;{name}&gt;, em que isto se apoia: {what}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/onestopqa.py"/>
        <source>Put &lt;{name}&gt; and &lt;/{name}&gt; around them.</source>
        <translation>Coloque &lt;{name}&gt; e &lt;/{name}&gt; em volta delas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{quote}” is not in the passage.</source>
        <translation>“{quote}” não está no texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Copy the words from the passage as they stand.</source>
        <translation>Copie as palavras do texto exatamente como estão.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>The bank has no passage that this could be in.</source>
        <translation>O banco não tem um texto em que isto possa estar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Give the bank a passage, or leave the evidence out.</source>
        <translation>Dê um texto ao banco ou tire a evidência.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Did you mean “{suggestion}” (paragraph {paragraph})?</source>
        <translation>Você quis dizer “{suggestion}” (parágrafo {paragraph})?</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{quote}” is not in the level “{in_level}”.</source>
        <translation>“{quote}” não está no nível “{in_level}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Add “levels: {{{in_level}: …}}” with the words that stand there, or &quot;&quot; where it has no such place.</source>
        <translation>Acrescente “levels: {{{in_level}: …}}” com as palavras que estão lá, ou &quot;&quot; se não há um lugar assim nesse nível.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Add “levels: {{{in_level}: …}}” with the words that stand there; did you mean “{suggestion}”?</source>
        <translation>Acrescente “levels: {{{in_level}: …}}” com as palavras que estão lá; você quis dizer “{suggestion}”?</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>The key “{quote}” has no place in the level “{in_level}”.</source>
        <translation>O gabarito “{quote}” não tem lugar no nível “{in_level}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Quote the sentence of that level that says the same: a key has to be in each level.</source>
        <translation>Cite a frase desse nível que diz o mesmo: um gabarito precisa estar em todos os níveis.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>The bank has no other level “{value}”.</source>
        <translation>O banco não tem outro nível “{value}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>The bank has no levels, so there is none called “{value}”.</source>
        <translation>O banco não tem níveis; por isso, não há um chamado “{value}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Add “levels” to the bank, or leave it out.</source>
        <translation>Acrescente “levels” ao banco ou tire isto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>The rule “{name}” is silenced without a reason.</source>
        <translation>A regra “{name}” está silenciada sem uma razão.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Write after it, in a few words, why it does not apply here.</source>
        <translation>Escreva depois dela, em poucas palavras, por que não se aplica aqui.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{quote}” is in the passage, but not right after “{prefix}”.</source>
        <translation>“{quote}” está no texto, mas não logo depois de “{prefix}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Copy the words just before it, or leave “prefix” out.</source>
        <translation>Copie as palavras que vêm logo antes ou tire “prefix”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{quote}” is in the passage, but not right before “{suffix}”.</source>
        <translation>“{quote}” está no texto, mas não logo antes de “{suffix}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Copy the words just after it, or leave “suffix” out.</source>
        <translation>Copie as palavras que vêm logo depois ou tire “suffix”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{quote}” is in the passage more than once.</source>
        <translation>“{quote}” aparece mais de uma vez no texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Quote more words, or add “prefix” with the words just before it.</source>
        <translation>Cite mais palavras, ou acrescente “prefix” com as palavras que vêm logo antes.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>There are too few entries in “{what}”: {count}.</source>
        <translation>Há itens de menos em “{what}”: {count}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Write at least {limit}.</source>
        <translation>Escreva pelo menos {limit}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>There are too many entries in “{what}”: {count}.</source>
        <translation>Há itens demais em “{what}”: {count}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Write at most {limit}.</source>
        <translation>Escreva no máximo {limit}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{text}” is here twice: {difference}.</source>
        <translation>“{text}” está aqui duas vezes: {difference}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Make the two differ, or leave one out.</source>
        <translation>Torne os dois diferentes ou tire um.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{value}” only looks like “{suggestion}”: {difference}.</source>
        <translation>“{value}” só se parece com “{suggestion}”: {difference}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Copy the text from the place where it stands first.</source>
        <translation>Copie o texto do lugar onde ele aparece primeiro.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{text}” is here twice.</source>
        <translation>“{text}” está aqui duas vezes.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>None of the options is the key.</source>
        <translation>Nenhuma das opções é o gabarito.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Write “key: true” with the right one.</source>
        <translation>Escreva “key: true” na opção certa.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>None of the accepted answers earns all of the points.</source>
        <translation>Nenhuma das respostas aceitas ganha todos os pontos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Leave “share” out with at least one of them.</source>
        <translation>Tire “share” de pelo menos uma delas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>{count} options are keys.</source>
        <translation>{count} opções são gabarito.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Keep one, or make the question multiple_choice.</source>
        <translation>Mantenha uma, ou mude a questão para multiple_choice.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Every option is a key, so nothing is asked.</source>
        <translation>Todas as opções são gabarito; assim, nada é perguntado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Add an option that is wrong.</source>
        <translation>Acrescente uma opção errada.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>The key has a role.</source>
        <translation>O gabarito tem um “role”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Roles are for wrong options; leave it out.</source>
        <translation>“role” é para opções erradas; tire-o.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Feedback is given to an answer that is not offered.</source>
        <translation>Há um comentário para uma resposta que não é oferecida.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Add “not_stated: true”.</source>
        <translation>Acrescente “not_stated: true”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{value}” is not one of the categories.</source>
        <translation>“{value}” não é uma das categorias.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{value}” is not one of the columns.</source>
        <translation>“{value}” não é uma das colunas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{value}” is not one of the options.</source>
        <translation>“{value}” não é uma das opções.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{text}” is already the option of another prompt.</source>
        <translation>“{text}” já é a opção de outro item.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Name another option, or write “reuse: true” with the question.</source>
        <translation>Informe outra opção, ou escreva “reuse: true” na questão.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{value}” cannot be read as a number.</source>
        <translation>“{value}” não pode ser lido como um número.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Write a number such as 12, 1234.5 or 2/3.</source>
        <translation>Escreva um número como 12, 1234.5 ou 2/3.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{value}” cannot be read as a date.</source>
        <translation>“{value}” não pode ser lido como uma data.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Write it as 2025-05-08 or as 8 May 2025.</source>
        <translation>Escreva assim: 2025-05-08, ou assim: 8 de maio de 2025.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{value}” cannot be read as a tolerance.</source>
        <translation>“{value}” não pode ser lido como uma tolerância.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Write a number such as 0.5, or 2 %; for a date, a whole number of days.</source>
        <translation>Escreva um número como 0.5, ou 2 %; para uma data, um número inteiro de dias.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>The band within {value} changes nothing.</source>
        <translation>A faixa de até {value} não muda nada.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>A band has to be wider than the tolerance, and earn less than the narrower bands.</source>
        <translation>Uma faixa precisa ser mais larga que a tolerância e valer menos que as faixas mais estreitas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>None of the units has the factor 1.</source>
        <translation>Nenhuma das unidades tem o fator 1.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Give the factor 1 to the unit of the key.</source>
        <translation>Dê o fator 1 à unidade do gabarito.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>A unit is required, and none is named.</source>
        <translation>É exigida uma unidade, e nenhuma foi informada.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Name it under “units”.</source>
        <translation>Informe-a em “units”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>The text has the gap [{number}], for which “gaps” has no entry.</source>
        <translation>O texto tem a lacuna [{number}], que não tem item em “gaps”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Add its entry, or number the gaps from 1 to {count}.</source>
        <translation>Acrescente o item dela ou numere as lacunas de 1 a {count}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>The gap [{number}] is in the text twice.</source>
        <translation>A lacuna [{number}] está duas vezes no texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Give each gap its own number.</source>
        <translation>Dê a cada lacuna seu próprio número.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>The gap [{number}] is not in the text.</source>
        <translation>A lacuna [{number}] não está no texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Write [{number}] where it belongs.</source>
        <translation>Escreva [{number}] onde ela deve ficar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>{count} options of the gap are keys.</source>
        <translation>{count} opções da lacuna são gabarito.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Keep one.</source>
        <translation>Mantenha uma.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{value}” is not one of the words.</source>
        <translation>“{value}” não é uma das palavras.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>The words cannot fill all of the gaps when each is used once.</source>
        <translation>As palavras não bastam para preencher todas as lacunas quando cada uma é usada uma só vez.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Add words, give the gaps other keys, or write “reuse: true” with the question.</source>
        <translation>Acrescente palavras, dê às lacunas outros gabaritos, ou escreva “reuse: true” na questão.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“select” is {count}, and the number of keys is {keys}.</source>
        <translation>“select” é {count}, e o número de gabaritos é {keys}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Write as many keys, or leave “select” out.</source>
        <translation>Escreva essa quantidade de gabaritos ou tire “select”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>There is no paragraph {value}.</source>
        <translation>Não há um parágrafo {value}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Paragraphs are numbered from 1 to {count}.</source>
        <translation>Os parágrafos são numerados de 1 a {count}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{quote}” reaches over the end of a sentence.</source>
        <translation>“{quote}” passa do final de uma frase.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Quote words of one sentence; where two are meant, write two keys.</source>
        <translation>Cite palavras de uma só frase; se a intenção são duas, escreva dois gabaritos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{quote}” stands in a heading, which cannot be selected.</source>
        <translation>“{quote}” está em um título, que não pode ser selecionado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Quote another sentence.</source>
        <translation>Cite outra frase.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{quote}” tells what an image shows, which cannot be selected.</source>
        <translation>“{quote}” diz o que uma imagem mostra, e isso não pode ser selecionado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Quote a sentence of the passage.</source>
        <translation>Cite uma frase do texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{quote}” stands in paragraph {paragraph}, which cannot be selected.</source>
        <translation>“{quote}” está no parágrafo {paragraph}, que não pode ser selecionado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Add {paragraph} to “paragraphs”, or leave the quotation out.</source>
        <translation>Acrescente {paragraph} a “paragraphs” ou tire a citação.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{quote}” stands in the same sentence as “{other}”.</source>
        <translation>“{quote}” está na mesma frase que “{other}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>More than one sentence could be meant by “{quote}”.</source>
        <translation>“{quote}” pode se referir a mais de uma frase.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Quote more words of the sentence.</source>
        <translation>Cite mais palavras da frase.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{text}” is not in the sentence.</source>
        <translation>“{text}” não está na frase.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Copy whole words from it, one after another, with their capital letters.</source>
        <translation>Copie dela palavras inteiras, uma após a outra, com as maiúsculas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{text}” is in the sentence {count} times.</source>
        <translation>“{text}” está na frase {count} vezes.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Say which one is meant, such as “occurrence: 2”, or write more words.</source>
        <translation>Diga qual delas é, como “occurrence: 2”, ou escreva mais palavras.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{text}” shares words with “{other}”.</source>
        <translation>“{text}” tem palavras em comum com “{other}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Leave each word to one of them.</source>
        <translation>Deixe cada palavra só em um deles.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Every word of the sentence is a key, so nothing is asked.</source>
        <translation>Todas as palavras da frase são gabarito; assim, nada é perguntado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Leave some of them out.</source>
        <translation>Tire algumas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>“{text}” is both accepted and wrong.</source>
        <translation>“{text}” está entre as respostas aceitas e entre as erradas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Keep it in one of the two lists.</source>
        <translation>Mantenha-o em uma só das duas listas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Nothing is left of “{text}” when what is forgiven is taken away.</source>
        <translation>Não sobra nada de “{text}” quando se tira o que é tolerado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/questions.py"/>
        <source>Set “punctuation: false” under “forgive”.</source>
        <translation>Defina “punctuation: false” em “forgive”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>This is a translation of “{value}”, which is not among the banks that are checked.</source>
        <translation>Esta é uma tradução de “{value}”, que não está entre os bancos verificados.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Check both together: give their folder, or both files.</source>
        <translation>Verifique os dois juntos: informe a pasta deles ou os dois arquivos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>The bank that this one translates is in “{value}” too: {where}.</source>
        <translation>O banco do qual este é tradução também está em “{value}”: {where}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Write the language of the translation, such as “es”.</source>
        <translation>Escreva o idioma da tradução, como “es”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>“{value}” is a translation itself.</source>
        <translation>“{value}” já é uma tradução.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Name the bank that it was translated from: “{expected}”.</source>
        <translation>Informe o banco do qual ele foi traduzido: “{expected}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>This bank and “{value}” each name the other as the one that they translate.</source>
        <translation>Este banco e “{value}” indicam um ao outro como aquele que traduzem.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Leave out “translation_of” in the one that was written first.</source>
        <translation>Tire “translation_of” daquele que foi escrito primeiro.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>“{value}” is translated into “{language}” already: {where}.</source>
        <translation>“{value}” já está traduzido para “{language}”: {where}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Keep one of the two, or give them different languages.</source>
        <translation>Mantenha um dos dois ou dê a eles idiomas diferentes.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>The translation has no question “{value}”; it stands in {where}.</source>
        <translation>A tradução não tem a questão “{value}”; ela está em {where}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Translate it, and keep its id.</source>
        <translation>Traduza-a e mantenha o id dela.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>The bank that is translated has no question “{value}”.</source>
        <translation>O banco traduzido não tem a questão “{value}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Give it the id of the question that it translates, or leave it out.</source>
        <translation>Dê a ela o id da questão que ela traduz, ou tire-a.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>The questions stand in another order than in {where}.</source>
        <translation>As questões estão em ordem diferente da de {where}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Put this one after “{value}”.</source>
        <translation>Coloque esta depois de “{value}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Put this one first.</source>
        <translation>Coloque esta em primeiro lugar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>“{name}” is not translated; it stands in {where}.</source>
        <translation>“{name}” não está traduzido; está em {where}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Translate it.</source>
        <translation>Traduza o que falta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>“{name}” stands here, but not in the bank that is translated ({where}).</source>
        <translation>“{name}” está aqui, mas não no banco traduzido ({where}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Add it there, or leave it out here.</source>
        <translation>Acrescente-o lá ou tire-o daqui.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>The number of “{name}” is {count} here, and {expected} in {where}.</source>
        <translation>O número de itens em “{name}” é {count} aqui e {expected} em {where}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Write as many, in the same order.</source>
        <translation>Escreva a mesma quantidade, na mesma ordem.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>“{name}” is {value} here, and {expected} in {where}.</source>
        <translation>“{name}” é {value} aqui e {expected} em {where}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Write the same in both.</source>
        <translation>Escreva o mesmo nos dois.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>The key is another one than in {where}.</source>
        <translation>O gabarito é diferente do de {where}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Write “{expected}”, or change the order of what it is chosen from.</source>
        <translation>Escreva “{expected}” ou mude a ordem daquilo em que ele é escolhido.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>The text has {count} paragraphs, and {expected} in {where}.</source>
        <translation>O número de parágrafos do texto é {count}; em {where}, é {expected}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Write the same paragraphs, as they are numbered alike.</source>
        <translation>Escreva os mesmos parágrafos, pois a numeração é igual.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>The text has {count} headings, and {expected} in {where}.</source>
        <translation>O número de títulos do texto é {count}; em {where}, é {expected}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Write the same headings.</source>
        <translation>Escreva os mesmos títulos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>The text has {count} images, and {expected} in {where}.</source>
        <translation>O número de imagens do texto é {count}; em {where}, é {expected}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Show the same images.</source>
        <translation>Mostre as mesmas imagens.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>The level “{value}” is not translated; it stands in {where}.</source>
        <translation>O nível “{value}” não está traduzido; ele está em {where}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>The bank that is translated has no level “{value}”.</source>
        <translation>O banco traduzido não tem o nível “{value}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Give it the id of the level that it translates, or leave it out.</source>
        <translation>Dê a ele o id do nível que ele traduz, ou tire-o.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>This is the same text as in {where}.</source>
        <translation>Este texto é o mesmo que em {where}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Translate it, where it is not meant to stay.</source>
        <translation>Traduza-o, a não ser que deva ficar assim.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>“{value}” is no tag of a language, so nothing is known of it.</source>
        <translation>“{value}” não é uma etiqueta de idioma; por isso, nada se sabe sobre ele.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>By an estimate, the level “{value}” is no easier than the passage itself ({grade} and {expected}).</source>
        <translation>Segundo uma estimativa, o nível “{value}” não é mais fácil que o próprio texto ({grade} e {expected}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Write shorter sentences and shorter words, or give the level another id.</source>
        <translation>Escreva frases mais curtas e palavras mais curtas, ou dê outro id ao nível.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>By an estimate, the level “{value}” is as hard as the passage itself ({grade} and {expected}).</source>
        <translation>Segundo uma estimativa, o nível “{value}” é tão difícil quanto o próprio texto ({grade} e {expected}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/translations.py"/>
        <source>Make it easier, or harder, by the length of its sentences and words.</source>
        <translation>Deixe-o mais fácil, ou mais difícil, pelo tamanho das frases e das palavras.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>This is not YAML: {reason}.</source>
        <translation>Isto não é YAML: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Look at this line and the one above it.</source>
        <translation>Olhe esta linha e a linha acima dela.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>There is a tab where only spaces can stand.</source>
        <translation>Há uma tabulação onde só pode haver espaços.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Write spaces in place of it.</source>
        <translation>Escreva espaços no lugar dela.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>There is a second “: ” in the line.</source>
        <translation>Há um segundo “: ” na linha.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Put a text that contains “: ” in quotation marks.</source>
        <translation>Coloque entre aspas um texto que contém “: ”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A field (name: value) is expected here.</source>
        <translation>Aqui é esperado um campo (nome: valor).</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Write a space after “:”, or indent the line as deep as the text that it belongs to.</source>
        <translation>Escreva um espaço depois de “:” ou recue a linha tanto quanto o texto a que ela pertence.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>There is no space after “-”.</source>
        <translation>Falta um espaço depois de “-”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Write a space after it.</source>
        <translation>Escreva um espaço depois dele.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>“{sign}” is not read as “{right}”.</source>
        <translation>“{sign}” não é lido como “{right}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Write “{right}” and a space in its place.</source>
        <translation>Escreva “{right}” e um espaço no lugar dele.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>There is a space in this line that is not an ordinary one.</source>
        <translation>Há nesta linha um espaço que não é comum.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A curly quotation mark (such as “) begins or ends no text: only straight ones do (&quot; or &apos;).</source>
        <translation>Aspas curvas (como “) não começam nem terminam um texto: só as retas fazem isso (&quot; ou &apos;).</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Put straight quotation marks before and after the whole text; curly ones may stand inside of it.</source>
        <translation>Coloque aspas retas antes e depois do texto inteiro; dentro dele pode haver aspas curvas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>The text is between &apos;…&apos;, so the apostrophe in it ends it.</source>
        <translation>O texto está entre &apos;…&apos;; por isso, o apóstrofo dentro dele o termina.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Put the text between &quot;…&quot;, or write the apostrophe twice.</source>
        <translation>Coloque o texto entre &quot;…&quot; ou escreva o apóstrofo duas vezes.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A text of several lines after “{name}:” needs “|” before it.</source>
        <translation>Um texto de várias linhas depois de “{name}:” precisa de “|” antes dele.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Write “{name}: |”, and the whole text below it, indented.</source>
        <translation>Escreva “{name}: |” e, abaixo, o texto inteiro com recuo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A text cannot begin with “- ”, and a list cannot begin in this line.</source>
        <translation>Um texto não pode começar com “- ”, e uma lista não pode começar nesta linha.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Put the text in quotation marks, or begin the list on the next line.</source>
        <translation>Coloque o texto entre aspas ou comece a lista na linha seguinte.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>There is more in the line after a closing quotation mark or bracket.</source>
        <translation>Há mais alguma coisa na linha depois de aspas ou de um colchete de fechamento.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Put the whole text in quotation marks of another kind: &quot;…&quot; or &apos;…&apos;.</source>
        <translation>Coloque o texto inteiro entre aspas de outro tipo: &quot;…&quot; ou &apos;…&apos;.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>In a text between &quot;…&quot;, a backslash (\) begins a special character.</source>
        <translation>Em um texto entre &quot;…&quot;, uma barra invertida (\) começa um caractere especial.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Write the backslash twice, or put the text between &apos;…&apos;.</source>
        <translation>Escreva a barra invertida duas vezes ou coloque o texto entre &apos;…&apos;.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A quotation mark is opened in this line and not closed.</source>
        <translation>Aspas são abertas nesta linha e não são fechadas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Close it, or put the whole text in quotation marks of another kind: &quot;…&quot; or &apos;…&apos;.</source>
        <translation>Feche-as ou coloque o texto inteiro entre aspas de outro tipo: &quot;…&quot; ou &apos;…&apos;.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A bracket is opened in this line and not closed.</source>
        <translation>Falta fechar um colchete ou uma chave desta linha.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Close it, write “,” between its entries, or put the whole text in quotation marks.</source>
        <translation>Feche o que falta, escreva “,” entre os itens ou coloque o texto inteiro entre aspas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>The line does not fit its surroundings.</source>
        <translation>A linha não combina com as linhas em volta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Indent it like its neighbors, and write a space after “-” and “:”.</source>
        <translation>Recue-a como as linhas vizinhas e escreva um espaço depois de “-” e de “:”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A character in this line cannot stand there in a text without quotation marks.</source>
        <translation>Um caractere nesta linha não pode estar ali em um texto sem aspas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Put the whole text in quotation marks.</source>
        <translation>Coloque o texto inteiro entre aspas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>The file is nested more than {limit} levels deep.</source>
        <translation>O arquivo tem mais de {limit} níveis uns dentro dos outros.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A bank needs no more than seven.</source>
        <translation>Um banco não precisa de mais de sete.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Something here has more than {limit} fields.</source>
        <translation>Algo aqui tem mais de {limit} campos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Make each name: value an entry (-) of a list.</source>
        <translation>Faça de cada nome: valor um item (-) de uma lista.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>The file has more than {limit} entries.</source>
        <translation>O arquivo tem mais de {limit} itens.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>This text has more than {limit} characters.</source>
        <translation>Este texto tem mais de {limit} caracteres.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Shorten it.</source>
        <translation>Encurte-o.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A text cannot begin with “&amp;”, and anchors (&amp;name) are not read.</source>
        <translation>Um texto não pode começar com “&amp;”, e âncoras (&amp;nome) não são lidas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Put the text in quotation marks.</source>
        <translation>Coloque o texto entre aspas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A text cannot begin with “*”, and aliases (*name) are not read.</source>
        <translation>Um texto não pode começar com “*”, e referências (*nome) não são lidas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A text cannot begin with “!”, and tags (!name) are not read.</source>
        <translation>Um texto não pode começar com “!”, e etiquetas (!nome) não são lidas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A second document begins here (---).</source>
        <translation>Um segundo documento começa aqui (---).</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Put each bank in a file of its own, or take the line away.</source>
        <translation>Coloque cada banco em um arquivo próprio ou tire a linha.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>A bracket or “? ” stands where the name of a field is expected.</source>
        <translation>Há um colchete, uma chave ou “? ” onde é esperado o nome de um campo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Write a name, or put the whole text in quotation marks.</source>
        <translation>Escreva um nome ou coloque o texto inteiro entre aspas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>“{name}” is written twice, first in line {line}.</source>
        <translation>“{name}” está escrito duas vezes, a primeira na linha {line}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>“{name}” says the same as “{other}”.</source>
        <translation>“{name}” diz o mesmo que “{other}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>The list [ ] is cut at the comma in “{text}”, into {count} entries.</source>
        <translation>A lista [ ] é cortada na vírgula em “{text}” e fica com {count} itens.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Put a text with a comma in quotation marks; where two entries are meant, write a space after the comma.</source>
        <translation>Coloque entre aspas um texto com vírgula; se a intenção são dois itens, escreva um espaço depois da vírgula.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>What stands after “ #” is a comment and not part of the text: “{text}”.</source>
        <translation>O que vem depois de “ #” é um comentário e não faz parte do texto: “{text}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>Put the whole text in quotation marks; where a comment is meant, write it on a line of its own.</source>
        <translation>Coloque o texto inteiro entre aspas; se a intenção é um comentário, escreva-o em uma linha própria.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problem_texts/yaml.py"/>
        <source>The paragraphs of this text run together, as there is no “|” after “{name}:”.</source>
        <translation>Os parágrafos deste texto se juntam, pois não há “|” depois de “{name}:”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problems.py"/>
        <source>The same is wrong in lines {also_in}.</source>
        <translation>O mesmo erro está nas linhas {also_in}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problems.py"/>
        <source>This is about the level “{in_level}”.</source>
        <translation>Isto se refere ao nível “{in_level}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problems.py"/>
        <source>Then check again: more may be found.</source>
        <translation>Depois, verifique de novo: pode aparecer mais.</translation>
    </message>
    <message>
        <location filename="../../quizapp/problems.py"/>
        <source>warning</source>
        <translation>aviso</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/evidence.py"/>
        <source>a list of sentences of the passage</source>
        <translation>uma lista de frases do texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/evidence.py"/>
        <source>Paragraph {number}: {sentence}</source>
        <translation>Parágrafo {number}: {sentence}</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/highlight_words.py"/>
        <source>a list of words, or of their numbers in the sentence, such as [2, 5]</source>
        <translation>uma lista de palavras, ou dos números delas na frase, como [2, 5]</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/highlight_words.py"/>
        <source>a number from 1 to {last}, or words that are in the sentence once</source>
        <translation>um número de 1 a {last}, ou palavras que aparecem uma vez na frase</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/inline_choice.py"/>
        <source>an option of a gap that has none</source>
        <translation>uma opção de uma lacuna que não tem nenhuma</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/matching.py"/>
        <source>a map of prompts&apos; letters to options, such as {A: …, B: …}</source>
        <translation>um mapa das letras dos itens para as opções, como {A: …, B: …}</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/numeric.py"/>
        <source>above 0</source>
        <translation>acima de 0</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/numeric.py"/>
        <source>above 0 and below 1</source>
        <translation>acima de 0 e abaixo de 1</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/numeric.py"/>
        <source>a text, such as {example}</source>
        <translation>um texto, como {example}</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/open_response.py"/>
        <source>from 0 to 10000</source>
        <translation>de 0 a 10000</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/open_response.py"/>
        <source>a text, or a map such as {text: …, A: 2}</source>
        <translation>um texto, ou um mapa como {text: …, A: 2}</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/open_response.py"/>
        <source>a map with the “text” that was written</source>
        <translation>um mapa com o “text” que foi escrito</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/open_response.py"/>
        <source>the points of a level, one of {points}</source>
        <translation>os pontos de um nível, um destes: {points}</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/ordering.py"/>
        <source>each letter from {first} to {last} once, such as [B, A, C]</source>
        <translation>cada letra de {first} a {last} uma vez, como [B, A, C]</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/true_false.py"/>
        <source>True</source>
        <translation>Verdadeiro</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/true_false.py"/>
        <source>False</source>
        <translation>Falso</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/true_false.py"/>
        <source>The passage does not say</source>
        <translation>O texto não diz</translation>
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
        <translation>um mapa com as respostas das duas partes, como {a: …, b: …}</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/two_part.py"/>
        <source>a or b</source>
        <translation>a ou b</translation>
    </message>
    <message>
        <location filename="../../quizapp/question_types/word_bank.py"/>
        <source>each word once at most</source>
        <translation>cada palavra uma vez no máximo</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/annotations.py"/>
        <source>Yellow</source>
        <translation>Amarelo</translation>
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
        <translation>Rosa</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/annotations.py"/>
        <source>Yellow highlight</source>
        <translation>Destaque amarelo</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/annotations.py"/>
        <source>Green highlight</source>
        <translation>Destaque verde</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/annotations.py"/>
        <source>Blue highlight</source>
        <translation>Destaque azul</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/annotations.py"/>
        <source>Pink highlight</source>
        <translation>Destaque rosa</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/annotations.py"/>
        <source>Not in this version of the text</source>
        <translation>Não está nesta versão do texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/annotations.py"/>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Paragraph {number}</source>
        <translation>Parágrafo {number}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/annotations.py"/>
        <source>Note</source>
        <translation>Anotação</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>Earlier tries</source>
        <translation>Tentativas anteriores</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Your answer</source>
        <translation>Sua resposta</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>How sure</source>
        <translation>Certeza</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <location filename="../../quizapp/reports/history_report.py"/>
        <location filename="../../quizapp/reports/reading.py"/>
        <source>Time</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Rating</source>
        <translation>Avaliação</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>Your teacher</source>
        <translation>Comentário de quem corrigiu</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>Your note</source>
        <translation>Sua anotação</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>Passage</source>
        <translation>Texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>Reading level</source>
        <translation>Nível de leitura</translation>
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
        <translation>Tempo gasto</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>Time limit</source>
        <translation>Tempo limite</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>Conditions</source>
        <translation>Condições</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>Checks taken back</source>
        <translation>Conferências desfeitas</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>By skill</source>
        <translation>Por habilidade</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>not counted</source>
        <translation>não conta</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>not marked yet</source>
        <translation>ainda não corrigida</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_report.py"/>
        <source>{points}, counted {weight} times</source>
        <translation>{points}, com peso {weight}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>chosen, right</source>
        <translation>escolhida, certa</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>chosen, not right</source>
        <translation>escolhida, não está certa</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>right, not chosen</source>
        <translation>certa, não escolhida</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Right so far: {labels}</source>
        <translation>Certo até agora: {labels}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>{points}, in {time}</source>
        <translation>{points}, em {time}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Results</source>
        <translation>Resultados</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Time ran out. The answers you had given by then count.</source>
        <translation>O tempo acabou. Valem as respostas que você já tinha dado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Reading level: {levels}</source>
        <translation>Nível de leitura: {levels}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>How sure you were</source>
        <translation>Sua certeza</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Not marked yet: questions {numbers}</source>
        <translation>
            <numerusform>Ainda não corrigida: questão {numbers}</numerusform>
            <numerusform>Ainda não corrigidas: questões {numbers}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Not done: questions {numbers}</source>
        <translation>
            <numerusform>Não feita: questão {numbers}</numerusform>
            <numerusform>Não feitas: questões {numbers}</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Nothing was missed.</source>
        <translation>Nenhum erro.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Nothing was answered.</source>
        <translation>Nada foi respondido.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>Missed: {count} of {done}</source>
        <translation>Com erro: {count} de {done}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>On {label}:</source>
        <translation>Sobre {label}:</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>On your answer:</source>
        <translation>Sobre sua resposta:</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>not sorted</source>
        <translation>não classificadas</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>you: {answer}</source>
        <translation>você: {answer}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>The right order:</source>
        <translation>A ordem certa:</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>the right answer</source>
        <translation>a resposta certa</translation>
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
            <numerusform>Classificada corretamente: {right} de %n afirmação</numerusform>
            <numerusform>Classificadas corretamente: {right} de %n afirmações</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>is ↓  sorted as →</source>
        <translation>é ↓  classificada como →</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/attempt_text.py"/>
        <source>{count} as {category}</source>
        <translation>{count} como {category}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/feedback.py"/>
        <source>Your teacher set these points: {why}</source>
        <translation>Pontos definidos por quem corrigiu: {why}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/feedback.py"/>
        <source>in the passage</source>
        <translation>no texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>missing</source>
        <translation>falta</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>handed in</source>
        <translation>entregue</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>to be decided</source>
        <translation>a decidir</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>points</source>
        <translation>pontos</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>of</source>
        <translation>de</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>percent</source>
        <translation>por cento</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>state</source>
        <translation>situação</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>A gradebook cannot be saved as “{ending}”.</source>
        <translation>Um diário de notas não pode ser salvo como “{ending}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>End its name with .csv, .xlsx or .json.</source>
        <translation>Termine o nome com .csv, .xlsx ou .json.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>name</source>
        <translation>nome</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/gradebook_files.py"/>
        <source>{state}, late</source>
        <translation>{state}, com atraso</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Reading report</source>
        <translation>Relatório de leitura</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Only attempts at banks with “{words}” in their title.</source>
        <translation>Somente tentativas em bancos com “{words}” no título.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>There is no attempt at a bank with “{words}” in its title.</source>
        <translation>Não há nenhuma tentativa em um banco com “{words}” no título.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>No bank has been taken yet.</source>
        <translation>Nenhum banco foi respondido ainda.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Attempts from</source>
        <translation>Período das tentativas</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Finished</source>
        <translation>Terminadas</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Questions answered</source>
        <translation>Questões respondidas</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Time spent</source>
        <translation>Tempo dedicado</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Not finished</source>
        <translation>Sem terminar</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Marks by skill</source>
        <translation>Notas por habilidade</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>A dot is an attempt; the line is the marks of each month together.</source>
        <translation>Um ponto é uma tentativa; a linha mostra as notas de cada mês em conjunto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Marks over time</source>
        <translation>Notas ao longo do tempo</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Strong skills, and skills to practice</source>
        <translation>Habilidades fortes e habilidades a praticar</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>In words</source>
        <translation>Em palavras</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Often mixed up, in the last %n attempts</source>
        <translation>
            <numerusform>Confusões frequentes na última tentativa</numerusform>
            <numerusform>Confusões frequentes nas últimas %n tentativas</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Attempts: {count}</source>
        <translation>Tentativas: {count}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Started</source>
        <translation>Início</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Bank</source>
        <translation>Banco</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/history_report.py"/>
        <source>Score</source>
        <translation>Nota</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Locate</source>
        <translation>Localizar</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Interpret</source>
        <translation>Interpretar</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Evaluate</source>
        <translation>Avaliar</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Distinguish</source>
        <translation>Distinguir</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Vocabulary</source>
        <translation>Vocabulário</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Single choice</source>
        <translation>Escolha única</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Multiple choice</source>
        <translation>Múltipla escolha</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>True or false</source>
        <translation>Verdadeiro ou falso</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Table</source>
        <translation>Tabela</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Sort into categories</source>
        <translation>Classificar em categorias</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Match</source>
        <translation>Formar pares</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Put in order</source>
        <translation>Colocar em ordem</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Short answer</source>
        <translation>Resposta curta</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Number or date</source>
        <translation>Número ou data</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Fill the gaps</source>
        <translation>Preencher as lacunas</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Choose for each gap</source>
        <translation>Escolher para cada lacuna</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Words into gaps</source>
        <translation>Palavras nas lacunas</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Select sentences</source>
        <translation>Selecionar frases</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Select words</source>
        <translation>Selecionar palavras</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Two parts</source>
        <translation>Duas partes</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Written answer</source>
        <translation>Resposta escrita</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>This misreads the right place in the passage.</source>
        <translation>Isto interpreta mal o trecho certo do texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>This rests on another place in the passage.</source>
        <translation>Isto se apoia em outro trecho do texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Nothing in the passage supports this.</source>
        <translation>Nada no texto sustenta isto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Notes</source>
        <translation>Anotações</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Highlighter</source>
        <translation>Marca-texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Line ruler</source>
        <translation>Régua de leitura</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Words with a meaning</source>
        <translation>Palavras explicadas</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Find in the passage</source>
        <translation>Buscar no texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Crossing out options</source>
        <translation>Riscar opções</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Read aloud</source>
        <translation>Ler em voz alta</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Practice</source>
        <translation>Prática</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Test</source>
        <translation>Prova</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Review</source>
        <translation>Revisão</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Not very sure</source>
        <translation>Pouca certeza</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Fairly sure</source>
        <translation>Certeza média</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/names.py"/>
        <source>Very sure</source>
        <translation>Muita certeza</translation>
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
        <translation>Marque um quadradinho.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Check each box that is right. There can be one or several.</source>
        <translation>Marque todos os quadradinhos certos. Pode haver um ou vários.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Check one box in each row.</source>
        <translation>Marque um quadradinho em cada linha.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write the letter of one of these into each box.</source>
        <translation>Escreva em cada quadradinho a letra de uma destas opções.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>You can use a letter more than once.</source>
        <translation>Você pode usar uma letra mais de uma vez.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Use each letter once at most.</source>
        <translation>Use cada letra uma vez no máximo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write the letter that belongs to it into each box.</source>
        <translation>Escreva em cada quadradinho a letra correspondente.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Number the boxes in the right order, from 1 to {last}.</source>
        <translation>Numere os quadradinhos na ordem certa, de 1 a {last}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write a word or a few.</source>
        <translation>Escreva uma ou algumas palavras.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write a date.</source>
        <translation>Escreva uma data.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write a number with its unit.</source>
        <translation>Escreva um número com sua unidade.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write a number.</source>
        <translation>Escreva um número.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write into each gap.</source>
        <translation>Escreva em cada lacuna.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Check one box in each pair of brackets.</source>
        <translation>Marque um quadradinho em cada par de colchetes.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write the letter of a word into each gap.</source>
        <translation>Escreva em cada lacuna a letra de uma palavra.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>This question is about the sentences of the text, so it stays empty here.</source>
        <translation>Esta questão é sobre as frases do texto; por isso, fica vazia aqui.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Underline %n sentences in the text, and write their numbers on the line.</source>
        <translation>
            <numerusform>Sublinhe %n frase no texto e escreva o número dela na linha.</numerusform>
            <numerusform>Sublinhe %n frases no texto e escreva os números delas na linha.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Underline one or more sentences in the text, and write their numbers on the line.</source>
        <translation>Sublinhe uma ou mais frases no texto e escreva os números delas na linha.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Choose from paragraph {number}.</source>
        <translation>Escolha no parágrafo {number}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Choose from the paragraphs {numbers}.</source>
        <translation>Escolha nos parágrafos {numbers}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Circle the words.</source>
        <translation>Circule as palavras.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write {least} to %n words or so.</source>
        <translation>
            <numerusform>Escreva de {least} a %n palavra, mais ou menos.</numerusform>
            <numerusform>Escreva de {least} a %n palavras, mais ou menos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write at least %n words.</source>
        <translation>
            <numerusform>Escreva pelo menos %n palavra.</numerusform>
            <numerusform>Escreva pelo menos %n palavras.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write at most %n words.</source>
        <translation>
            <numerusform>Escreva no máximo %n palavra.</numerusform>
            <numerusform>Escreva no máximo %n palavras.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_forms.py"/>
        <source>Write your answer on the lines.</source>
        <translation>Escreva sua resposta nas linhas.</translation>
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
        <translation>{points}, tudo ou nada</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_sheet.py"/>
        <source>written answer</source>
        <translation>resposta escrita</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_sheet.py"/>
        <source>Right within ± {tolerance}.</source>
        <translation>Certa dentro de ± {tolerance}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_sheet.py"/>
        <source>{share} % of the points within ± {within}.</source>
        <translation>{share}% dos pontos dentro de ± {within}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_sheet.py"/>
        <source>Gap {number}, what counts: {texts}</source>
        <translation>Lacuna {number}, o que vale: {texts}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/paper_sheet.py"/>
        <source>What counts: {texts}</source>
        <translation>O que vale: {texts}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/progress_text.py"/>
        <source>Strong</source>
        <translation>Forte</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/progress_text.py"/>
        <source>In between</source>
        <translation>Intermediária</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/progress_text.py"/>
        <source>Needs practice</source>
        <translation>Precisa de prática</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/progress_text.py"/>
        <source>Not enough yet</source>
        <translation>Ainda é pouco</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/progress_text.py"/>
        <source>Counts the last {last} times that you took a bank with questions on the skill. From {strong} % it is strong, below {weak} % it needs practice. With fewer than {questions} questions, or fewer than {attempts} attempts, there is not enough to tell yet.</source>
        <translation>Contam as últimas {last} vezes em que você respondeu a um banco com questões sobre a habilidade. A partir de {strong}%, ela é forte; abaixo de {weak}%, precisa de prática. Com menos de {questions} questões, ou menos de {attempts} tentativas, ainda é pouco para dizer.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/progress_text.py"/>
        <source>{points} so far. Not enough to tell yet.</source>
        <translation>{points} até agora. Ainda é pouco para dizer.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/progress_text.py"/>
        <source>{points} in your last %n attempts ({percent}).</source>
        <translation>
            <numerusform>{points} na sua última tentativa ({percent}).</numerusform>
            <numerusform>{points} nas suas últimas %n tentativas ({percent}).</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/progress_text.py"/>
        <source>That is up from {percent} in the attempts before.</source>
        <translation>Subiu em relação às tentativas anteriores ({percent}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/progress_text.py"/>
        <source>That is down from {percent} in the attempts before.</source>
        <translation>Caiu em relação às tentativas anteriores ({percent}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>grade {value} (Flesch–Kincaid)</source>
        <translation>ano escolar {value} nos EUA (Flesch–Kincaid)</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>ease {value} of 100 (Flesch)</source>
        <translation>facilidade {value} de 100 (Flesch)</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>ease {value} of 100 (Szigriszt-Pazos, INFLESZ: {band})</source>
        <translation>facilidade {value} de 100 (Szigriszt-Pazos, INFLESZ: {band})</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>ease {value} of 100 (Fernández Huerta, corrected)</source>
        <translation>facilidade {value} de 100 (Fernández Huerta, corrigida)</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>ease {value} of 100 (Flesch for Portuguese, Martins and others: {band})</source>
        <translation>facilidade {value} de 100 (Flesch para o português, Martins e outros: {band})</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>very easy</source>
        <translation>muito fácil</translation>
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
        <translation>um pouco difícil</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>hard</source>
        <translation>difícil</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>very hard</source>
        <translation>muito difícil</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>{count} grades easier</source>
        <translation>mais fácil em {count} anos escolares</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>{count} grades harder</source>
        <translation>mais difícil em {count} anos escolares</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>{count} points easier</source>
        <translation>mais fácil em {count} pontos</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/readability_text.py"/>
        <source>{count} points harder</source>
        <translation>mais difícil em {count} pontos</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/reading.py"/>
        <source>Time by paragraph</source>
        <translation>Tempo por parágrafo</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/reading.py"/>
        <source>Text on the screen</source>
        <translation>Texto na tela</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/reading.py"/>
        <source>Time by question</source>
        <translation>Tempo por questão</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/reading.py"/>
        <source>Answered very quickly, worth a talk</source>
        <translation>Respondida muito rápido: vale uma conversa</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/reading.py"/>
        <source>Part</source>
        <translation>Parte</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/reading.py"/>
        <source>Reading time</source>
        <translation>Tempo de leitura</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/reading.py"/>
        <source>{number}: {time}</source>
        <translation>{number}: {time}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/reading.py"/>
        <source>Answered within {time}, which is very quick. Worth a talk.</source>
        <translation>Respondida em {time}, o que é muito rápido. Vale uma conversa.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>Right at a certainty of 1, 2 or 3 earns 1, 2 or 3 times the points of a question; wrong costs 0, 2 or 6 times.</source>
        <translation>Acertar com certeza 1, 2 ou 3 vale 1, 2 ou 3 vezes os pontos de uma questão; errar custa 0, 2 ou 6 vezes.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>Not sorted</source>
        <translation>Não classificadas</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>How the statements were sorted</source>
        <translation>Como as afirmações foram classificadas</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>Belongs to ↓ was put into →</source>
        <translation>O que é ↓ foi colocado em →</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>Certainty</source>
        <translation>Certeza</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>Share</source>
        <translation>Porcentagem</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>Points by certainty</source>
        <translation>Pontos pela certeza</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>{right} of {count}</source>
        <translation>{right} de {count}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>{name}: {right} of {count} right.</source>
        <translation>{name}: {right} de {count} certas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>Points by certainty: {points}</source>
        <translation>Pontos pela certeza: {points}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>“Very sure” pays where at least 4 of 5 are right: look once more before you choose it.</source>
        <translation>“Muita certeza” compensa quando pelo menos 4 de 5 estão certas: olhe mais uma vez antes de escolher.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>Much of what you were not very sure of was right: you can trust it more.</source>
        <translation>Muito do que você respondeu com pouca certeza estava certo: você pode confiar mais.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/tables.py"/>
        <source>{count} of %n statements that belong to “{name}” were read as “{other}”.</source>
        <translation>
            <numerusform>Afirmações de “{name}” lidas como “{other}”: {count} de %n.</numerusform>
            <numerusform>Afirmações de “{name}” lidas como “{other}”: {count} de %n.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/tables.py"/>
        <source>No statement was read as anything else.</source>
        <translation>Nenhuma afirmação foi lida como outra coisa.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/tables.py"/>
        <source>%n statements were not sorted.</source>
        <translation>
            <numerusform>%n afirmação não foi classificada.</numerusform>
            <numerusform>%n afirmações não foram classificadas.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>Correct</source>
        <translation>Certa</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>Not correct</source>
        <translation>Não está certa</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>Not answered</source>
        <translation>Sem resposta</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>Not done</source>
        <translation>Não feita</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <location filename="../../quizapp/reports/words.py"/>
        <source>Not marked yet</source>
        <translation>Ainda não corrigida</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <location filename="../../quizapp/reports/words.py"/>
        <source>Handed in; your teacher marks it</source>
        <translation>Entregue; aguarda correção</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>Not a complete answer</source>
        <translation>Resposta incompleta</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>You had seen the answer</source>
        <translation>Você já tinha visto a resposta</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>{verdict}: {points}</source>
        <translation>{verdict}: {points}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>Handed in. Your teacher marks it.</source>
        <translation>Entregue. Aguarda correção.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>You did not answer anything.</source>
        <translation>Você não respondeu nada.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>You got every answer right in the end.</source>
        <translation>No fim, você acertou todas as respostas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>You got every answer right, without help.</source>
        <translation>Você acertou todas as respostas, sem ajuda.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>None of it is right yet. Look at each answer, then try again.</source>
        <translation>Nada está certo ainda. Olhe cada resposta e tente de novo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>None of it is right yet. Look at where each answer stands in the passage, then try again.</source>
        <translation>Nada está certo ainda. Veja onde cada resposta está no texto e tente de novo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>You got everything right in “{skill}”.</source>
        <translation>Você acertou tudo em “{skill}”.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>You got {right} of %n right.</source>
        <translation>
            <numerusform>Você acertou {right} de %n.</numerusform>
            <numerusform>Você acertou {right} de %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>Look at the %n that are not all right yet: the passage shows why.</source>
        <translation>
            <numerusform>Reveja a que ainda não está totalmente certa: o texto mostra por quê.</numerusform>
            <numerusform>Reveja as %n que ainda não estão totalmente certas: o texto mostra por quê.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/verdict.py"/>
        <source>Look at the %n that are not all right yet.</source>
        <translation>
            <numerusform>Reveja a que ainda não está totalmente certa.</numerusform>
            <numerusform>Reveja as %n que ainda não estão totalmente certas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/words.py"/>
        <source>{earned} of %n points</source>
        <translation>
            <numerusform>{earned} de %n ponto</numerusform>
            <numerusform>{earned} de %n pontos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/words.py"/>
        <source>%n points</source>
        <translation>
            <numerusform>%n ponto</numerusform>
            <numerusform>%n pontos</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>{points} points</source>
        <translation>{points} pontos</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>free</source>
        <translation>sem custo</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>costs {percent} % of the points</source>
        <translation>custa {percent}% dos pontos</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>This can&apos;t be read as an answer. Change it first; it costs you nothing.</source>
        <translation>Isto não pode ser lido como uma resposta. Mude-a primeiro; isso não custa nada.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>Something is still left out.</source>
        <translation>Ainda falta alguma coisa.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>You have tried this already. Change it first.</source>
        <translation>Você já tentou isto. Mude algo primeiro.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>Say how sure you are first.</source>
        <translation>Primeiro diga quanta certeza você tem.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/words.py"/>
        <source>%n of {of} are open</source>
        <translation>
            <numerusform>%n de {of} em aberto</numerusform>
            <numerusform>%n de {of} em aberto</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/words.py"/>
        <source>%n checks taken back</source>
        <translation>
            <numerusform>%n conferência desfeita</numerusform>
            <numerusform>%n conferências desfeitas</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>You had seen the answer, so this can&apos;t earn full points anymore. It comes back in your review.</source>
        <translation>Você já tinha visto a resposta; por isso, esta questão não pode mais valer todos os pontos. Ela volta na sua revisão.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>All that you selected is right, but something is missing.</source>
        <translation>Tudo o que você selecionou está certo, mas falta alguma coisa.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/words.py"/>
        <source>Right: {right} of the %n that you selected.</source>
        <translation>
            <numerusform>Certas: {right} de %n que você selecionou.</numerusform>
            <numerusform>Certas: {right} das %n que você selecionou.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>Not a complete answer yet</source>
        <translation>Resposta ainda incompleta</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>Partly right</source>
        <translation>Parcialmente certa</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>Not right yet</source>
        <translation>Ainda não está certa</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/words.py"/>
        <source>%n tries are left.</source>
        <translation>
            <numerusform>Resta %n tentativa.</numerusform>
            <numerusform>Restam %n tentativas.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>What you get right now earns no more points.</source>
        <translation>O que você acertar a partir de agora não vale mais pontos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>What you get right now earns {share} of its points.</source>
        <translation>O que você acertar a partir de agora vale {share} dos pontos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>right {right}, wrong {wrong}</source>
        <translation>certa {right}, errada {wrong}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>{name}: {points} by certainty</source>
        <translation>{name}: {points} pela certeza</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/words.py"/>
        <source>%n points not marked yet</source>
        <translation>
            <numerusform>%n ponto ainda sem correção</numerusform>
            <numerusform>%n pontos ainda sem correção</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>{points} points not marked yet</source>
        <translation>{points} pontos ainda sem correção</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>{factor} × the time</source>
        <translation>{factor} × o tempo</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/words.py"/>
        <source>one wrong answer left out of each question that has enough</source>
        <translation>uma resposta errada a menos em cada questão que tem opções suficientes</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>the right answer: 1 × {points} = {earned}</source>
        <translation>a resposta certa: 1 × {points} = {earned}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>not the right answer: 0 × {points} = {earned}</source>
        <translation>não é a resposta certa: 0 × {points} = {earned}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>an accepted answer: {share} × {points} = {earned}</source>
        <translation>uma resposta aceita: {share} × {points} = {earned}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>{shares} of {parts} right, partly right answers counted in part × {points} = {earned}</source>
        <translation>{shares} de {parts} certas, contando em parte as parcialmente certas × {points} = {earned}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>not an accepted answer: 0 × {points} = {earned}</source>
        <translation>não é uma resposta aceita: 0 × {points} = {earned}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>({right} right − {wrong} wrong) ÷ {keys} × {points} = {earned}</source>
        <translation>(certas: {right} − erradas: {wrong}) ÷ {keys} × {points} = {earned}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>({right} right − {wrong} wrong) ÷ {keys} × {points}, but never below 0 = {earned}</source>
        <translation>(certas: {right} − erradas: {wrong}) ÷ {keys} × {points}, mas nunca abaixo de 0 = {earned}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>exactly the {keys}: 1 × {points} = {earned}</source>
        <translation>exatamente {keys}: 1 × {points} = {earned}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>not exactly the {keys} ({right} right, {wrong} wrong): 0 × {points} = {earned}</source>
        <translation>não exatamente {keys} (certas: {right}, erradas: {wrong}): 0 × {points} = {earned}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>{right} of {of} right × {points} = {earned}</source>
        <translation>{right} de {of} certas × {points} = {earned}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>all {of} right: 1 × {points} = {earned}</source>
        <translation>todas as {of} certas: 1 × {points} = {earned}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>{right} of {of} right, not all: 0 × {points} = {earned}</source>
        <translation>{right} de {of} certas, não todas: 0 × {points} = {earned}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>{right} of {of} in the right place × {points} = {earned}</source>
        <translation>{right} de {of} no lugar certo × {points} = {earned}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>(1 − {away} away ÷ {of} at most) × {points} = {earned}</source>
        <translation>(1 − distância de {away} ÷ {of} no máximo) × {points} = {earned}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>part A {a} + part B {b} = {earned}</source>
        <translation>parte A {a} + parte B {b} = {earned}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>part A {a}, and part B does not count as part A is not right = {earned}</source>
        <translation>parte A {a}; a parte B não vale, pois a parte A não está certa = {earned}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>{right} of {of} points of the rubric × {points} = {earned}</source>
        <translation>{right} de {of} pontos da rubrica × {points} = {earned}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>set by your teacher: {earned} of {points}</source>
        <translation>definidos por quem corrigiu: {earned} de {points}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>full points, by your teacher: 1 × {points} = {earned}</source>
        <translation>todos os pontos, dados por quem corrigiu: 1 × {points} = {earned}</translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>({right} in the right order − 1) ÷ ({of} items − 1) × {points} = {earned}</source>
        <translation>({right} na ordem certa − 1) ÷ ({of} itens − 1) × {points} = {earned}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/working.py"/>
        <source>{earned} − {lost} for %n tries before = {left}</source>
        <translation>
            <numerusform>{earned} − {lost} por %n tentativa anterior = {left}</numerusform>
            <numerusform>{earned} − {lost} por %n tentativas anteriores = {left}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/working.py"/>
        <source>{earned} − {lost} for %n hints = {left}</source>
        <translation>
            <numerusform>{earned} − {lost} por %n dica = {left}</numerusform>
            <numerusform>{earned} − {lost} por %n dicas = {left}</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/reports/working.py"/>
        <source>{earned} − {lost} because you had seen the answer = {left}</source>
        <translation>{earned} − {lost} porque você já tinha visto a resposta = {left}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/reports/working.py"/>
        <source>%n right answers</source>
        <translation>
            <numerusform>%n resposta certa</numerusform>
            <numerusform>%n respostas certas</numerusform>
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
        <translation>Este nome não está na lista da turma.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>Pick another one.</source>
        <translation>Escolha outro.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>This cannot be a name.</source>
        <translation>Este nome não serve.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>Type your name, with at most 100 letters.</source>
        <translation>Digite seu nome, com no máximo 100 letras.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>Several people are called “{name}”.</source>
        <translation>Há várias pessoas com o nome “{name}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>Pick your name from the list.</source>
        <translation>Escolha seu nome na lista.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>“{name}” is not on the list of the class.</source>
        <translation>“{name}” não está na lista da turma.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>Pick your name, or ask your teacher.</source>
        <translation>Escolha seu nome ou fale com seu professor ou sua professora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>You have begun this assignment as {name}.</source>
        <translation>Você começou esta tarefa como {name}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>If you are not {name}, change the learner.</source>
        <translation>Se você não é {name}, troque de estudante.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>There is no name yet.</source>
        <translation>Ainda não há um nome.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>Pick your name first.</source>
        <translation>Primeiro escolha seu nome.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>You have begun this part already.</source>
        <translation>Você já começou esta parte.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>Go on with it.</source>
        <translation>Continue de onde parou.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>You have not begun this part yet.</source>
        <translation>Você ainda não começou esta parte.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>Begin it.</source>
        <translation>Comece-a.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>This part is over.</source>
        <translation>Esta parte acabou.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>Hand it in.</source>
        <translation>Entregue-a.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>This reopening is for another assignment.</source>
        <translation>Esta reabertura é de outra tarefa.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <location filename="../../quizapp/services/assignment_feedback.py"/>
        <source>Open the file for this one.</source>
        <translation>Abra o arquivo desta tarefa.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>This reopening is for {name}.</source>
        <translation>Esta reabertura é para {name}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <location filename="../../quizapp/services/assignment_feedback.py"/>
        <source>Open the file that is for you.</source>
        <translation>Abra o arquivo que é para você.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>This reopening is not for what you handed in last.</source>
        <translation>Esta reabertura não é daquilo que você entregou por último.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>Ask your teacher for a new one, if you need it.</source>
        <translation>Peça uma nova a seu professor ou sua professora, se precisar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>You have handed this in already.</source>
        <translation>Você já entregou esta tarefa.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assigned_work.py"/>
        <source>Ask your teacher for a reopening if you have to go on with it.</source>
        <translation>Se precisar continuar, peça a seu professor ou sua professora que reabra a tarefa.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignment_feedback.py"/>
        <source>There is newer feedback than this already.</source>
        <translation>Já há comentários mais novos que estes.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignment_feedback.py"/>
        <source>Look at what is there.</source>
        <translation>Veja os que estão aqui.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignment_feedback.py"/>
        <source>This feedback is on another assignment.</source>
        <translation>Estes comentários são de outra tarefa.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignment_feedback.py"/>
        <source>This feedback is for {name}.</source>
        <translation>Estes comentários são para {name}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignment_feedback.py"/>
        <source>This feedback does not fit what you handed in.</source>
        <translation>Estes comentários não combinam com o que você entregou.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignment_offers.py"/>
        <source>Nobody has handed in “{title}” here.</source>
        <translation>Ninguém entregou “{title}” aqui.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignment_offers.py"/>
        <source>Open this file where it was handed in.</source>
        <translation>Abra este arquivo onde a tarefa foi entregue.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignment_places.py"/>
        <source>The assignments of this learner cannot be deleted: {reason}.</source>
        <translation>Não é possível excluir as tarefas deste estudante: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignment_places.py"/>
        <source>Delete them in the folder {assignments}.</source>
        <translation>Exclua-as na pasta {assignments}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignments.py"/>
        <source>“{title}” is from another teacher’s desk than before, with the same id.</source>
        <translation>“{title}” vem de uma mesa do docente diferente da anterior, com o mesmo id.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignments.py"/>
        <source>Ask your teacher which file is the right one.</source>
        <translation>Pergunte a seu professor ou sua professora qual é o arquivo certo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignments.py"/>
        <source>“{title}” has changed since you opened it first.</source>
        <translation>“{title}” mudou desde que você abriu a tarefa pela primeira vez.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignments.py"/>
        <source>Ask your teacher to hand it out as a new assignment.</source>
        <translation>Peça a seu professor ou sua professora que a distribua como uma nova tarefa.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignments.py"/>
        <source>This assignment was not opened here.</source>
        <translation>Esta tarefa não foi aberta aqui.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignments.py"/>
        <source>Open its file.</source>
        <translation>Abra o arquivo dela.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignments.py"/>
        <source>The disk has damaged this assignment.</source>
        <translation>O disco danificou esta tarefa.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignments.py"/>
        <source>Open its file again.</source>
        <translation>Abra de novo o arquivo dela.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/assignments.py"/>
        <location filename="../../quizapp/storage/backup.py"/>
        <location filename="../../quizapp/storage/checking.py"/>
        <location filename="../../quizapp/storage/database.py"/>
        <source>{file} is damaged.</source>
        <translation>{file} está danificado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/bank_entries.py"/>
        <source>Without a text</source>
        <translation>Sem texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/bank_snapshot.py"/>
        <source>“{title}” cannot be shown as it was: the disk has damaged it.</source>
        <translation>“{title}” não pode ser mostrado como era: o disco o danificou.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/bank_snapshot.py"/>
        <source>Its answers are kept. Take the bank again, unchanged, to see them.</source>
        <translation>As respostas estão guardadas. Responda ao banco de novo, sem alterações, para vê-las.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/bank_snapshot.py"/>
        <source>“{title}” is not the bank that was taken.</source>
        <translation>“{title}” não é o banco que foi respondido.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/bank_snapshot.py"/>
        <source>Open the assignment again.</source>
        <translation>Abra a tarefa de novo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/bank_snapshot.py"/>
        <source>“{title}” cannot be shown as it was: this version of Quizapp reads banks in another way.</source>
        <translation>“{title}” não pode ser mostrado como era: esta versão do Quizapp lê os bancos de outro jeito.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/bank_snapshot.py"/>
        <source>Its answers are kept. Show it with the version with which it was taken.</source>
        <translation>As respostas estão guardadas. Mostre-o com a versão em que ele foi respondido.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>“{title}” has no question “{question}”.</source>
        <translation>“{title}” não tem a questão “{question}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>List its questions, and choose one of them.</source>
        <translation>Liste as questões e escolha uma delas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>No question is chosen.</source>
        <translation>Nenhuma questão foi escolhida.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>Choose a bank or some of its questions.</source>
        <translation>Escolha um banco ou algumas de suas questões.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>%n questions are too many.</source>
        <translation>
            <numerusform>%n questão é demais.</numerusform>
            <numerusform>%n questões são demais.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>Choose at most {most}.</source>
        <translation>Escolha no máximo {most}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>without a skill</source>
        <translation>sem habilidade</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>%n questions: {skills}.</source>
        <translation>
            <numerusform>%n questão: {skills}.</numerusform>
            <numerusform>%n questões: {skills}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>Evidence in {touched} of %n sentences.</source>
        <translation>
            <numerusform>As evidências estão em {touched} de %n frase.</numerusform>
            <numerusform>As evidências estão em {touched} de %n frases.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>Nothing on: {skills}.</source>
        <translation>Nenhuma questão sobre: {skills}.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>You rate %n.</source>
        <translation>
            <numerusform>%n é avaliada por você.</numerusform>
            <numerusform>%n são avaliadas por você.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>The date to hand in by is over already.</source>
        <translation>A data de entrega já passou.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>There are %n assignments “{name}”.</source>
        <translation>
            <numerusform>Há %n tarefa “{name}”.</numerusform>
            <numerusform>Há %n tarefas “{name}”.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>Name one by its id: {known}.</source>
        <translation>Informe uma pelo id: {known}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>List them: quizapp assign</source>
        <translation>Liste as tarefas: quizapp assign</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>There is no assignment “{name}”.</source>
        <translation>Não há uma tarefa “{name}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>Nobody is in the class {name}, so nobody could hand in.</source>
        <translation>Não há ninguém na turma {name}; assim, ninguém poderia entregar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>Put learners into it first, or let others type a name.</source>
        <translation>Coloque estudantes nela primeiro ou deixe que outras pessoas digitem um nome.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/assigning.py"/>
        <source>“{title}” cannot be handed out: {problem}</source>
        <translation>“{title}” não pode ser distribuído: {problem}</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>time</source>
        <translation>tempo</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>read aloud</source>
        <translation>leitura em voz alta</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>reading level</source>
        <translation>nível de leitura</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>text size</source>
        <translation>tamanho do texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>theme</source>
        <translation>tema</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>no limit</source>
        <translation>sem limite</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>yes</source>
        <translation>sim</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>no</source>
        <translation>não</translation>
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
        <translation>escuro</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>cream</source>
        <translation>creme</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>contrast</source>
        <translation>contraste</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>{file}, line {line}: {problem}</source>
        <translation>{file}, linha {line}: {problem}</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>{file}: {problem}</source>
        <translation>{file}: {problem}</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>There is no class “{name}”.</source>
        <translation>Não há uma turma “{name}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>Add a class first.</source>
        <translation>Acrescente uma turma primeiro.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>There are %n learners named “{name}”.</source>
        <translation>
            <numerusform>Há %n estudante com o nome “{name}”.</numerusform>
            <numerusform>Há %n estudantes com o nome “{name}”.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>Name one by its id: {ids}.</source>
        <translation>Informe um pelo id: {ids}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>There is no learner “{name}”.</source>
        <translation>Não há estudante com o nome “{name}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>Add a learner first.</source>
        <translation>Acrescente um estudante primeiro.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>There is no name.</source>
        <translation>Não há nenhum nome.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>Type one.</source>
        <translation>Digite um.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>“{text}…” is too long.</source>
        <translation>“{text}…” é longo demais.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>A name has at most {most} characters.</source>
        <translation>Um nome tem no máximo {most} caracteres.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>{name} is in this class already.</source>
        <translation>{name} já está nesta turma.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>There are several learners named {name}: this one was added as a new one.</source>
        <translation>Há vários estudantes com o nome {name}: este foi acrescentado como um novo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>{name} is known from before: the same learner, with the same records.</source>
        <translation>{name} já é um nome conhecido: o mesmo estudante, com os mesmos registros.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>Line {number} has no name and was left out.</source>
        <translation>A linha {number} não tem nome e ficou de fora.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>Line {number}: {message}</source>
        <translation>Linha {number}: {message}</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>{name} is there twice (line {number}), and was taken once: add what tells them apart.</source>
        <translation>{name} aparece ali duas vezes (linha {number}) e foi incluído uma só vez: acrescente algo que diferencie os dois.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>This is not a table that can be read ({reason}).</source>
        <translation>Esta não é uma tabela que possa ser lida ({reason}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>Save it as “CSV UTF-8”.</source>
        <translation>Salve-a como “CSV UTF-8”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>There is no accommodation “{column}”.</source>
        <translation>Não há uma adaptação “{column}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>Use one of: {known}.</source>
        <translation>Use uma destas: {known}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>{name}: “{word}” is not a choice for “{column}”.</source>
        <translation>{name}: “{word}” não é uma escolha para “{column}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <location filename="../../quizapp/terminal/language.py"/>
        <source>Use one of: {choices}.</source>
        <translation>Use um destes valores: {choices}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>Name one of: {names}.</source>
        <translation>Informe um destes nomes: {names}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>There are more than {most} learners.</source>
        <translation>Há mais de {most} estudantes.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/classes.py"/>
        <source>Make several classes.</source>
        <translation>Faça várias turmas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>{place} cannot be read: {reason}.</source>
        <translation>Não é possível ler {place}: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>Check that the stick or the folder is there.</source>
        <translation>Confira se o pen drive ou a pasta está lá.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>There are more than {most} files in {place}.</source>
        <translation>Há mais de {most} arquivos em {place}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>Choose a smaller folder.</source>
        <translation>Escolha uma pasta menor.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>More than one begins with “{digest}”.</source>
        <translation>Mais de uma começa com “{digest}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>Nothing like that waits under “{digest}”.</source>
        <translation>Nada assim espera em “{digest}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>List what waits: quizapp collect</source>
        <translation>Liste o que espera: quizapp collect</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>“{title}” of {name} is here already.</source>
        <translation>“{title}” de {name} já está aqui.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>This folder cannot be opened. Check who may open it, and collect again.</source>
        <translation>Não é possível abrir esta pasta. Confira quem pode abri-la e recolha de novo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>This is a link to another file. Choose that file itself.</source>
        <translation>Isto é um link para outro arquivo. Escolha o próprio arquivo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>There is no such file or folder. Check that the stick is there.</source>
        <translation>Esse arquivo ou pasta não existe. Confira se o pen drive está lá.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>This file cannot be read: {reason}. Copy it again.</source>
        <translation>Não é possível ler este arquivo: {reason}. Copie-o de novo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>This file is still being copied. Wait until it is whole, and collect again.</source>
        <translation>Este arquivo ainda está sendo copiado. Espere até que esteja completo e recolha de novo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>It belongs to an assignment that this desk did not hand out. Collect it at the desk that did.</source>
        <translation>Ele pertence a uma tarefa que esta mesa do docente não distribuiu. Recolha-o na mesa que a distribuiu.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>{name} is no longer a learner of this desk, so nothing was kept.</source>
        <translation>{name} não é mais estudante desta mesa do docente; por isso, nada foi guardado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting.py"/>
        <source>It was taken with more time than {name} was given.</source>
        <translation>Foi feita com mais tempo do que o dado a {name}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting_texts.py"/>
        <source>“{title}”: “{name}” is not on the list. Say whose it is.</source>
        <translation>“{title}”: “{name}” não está na lista. Diga de quem é.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting_texts.py"/>
        <source>“{title}” under the name {name} comes from another program than before. Say whether it counts.</source>
        <translation>“{title}”, com o nome {name}, vem de outro programa que não o de antes. Diga se vale.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting_texts.py"/>
        <source>“{title}” under the name {name}: you said that this program is not {name}’s.</source>
        <translation>“{title}”, com o nome {name}: você disse que este programa não é de {name}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting_texts.py"/>
        <source>{name} has handed in “{title}”.</source>
        <translation>{name} entregou “{title}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting_texts.py"/>
        <source>{name} has handed in “{title}” again. This one counts; the other one is kept.</source>
        <translation>{name} entregou “{title}” de novo. Esta entrega vale; a outra fica guardada.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting_texts.py"/>
        <source>“{title}” of {name}: a later one is here, and counts. This one is kept, too.</source>
        <translation>“{title}” de {name}: há uma entrega posterior, e é ela que vale. Esta também fica guardada.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting_texts.py"/>
        <source>“{title}” of {name} came in after the marks were released. The one before counts; this one is kept.</source>
        <translation>“{title}” de {name} chegou depois da divulgação das notas. Vale a entrega anterior; esta fica guardada.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/collecting_texts.py"/>
        <source>By the learner’s clock it was handed in at {by_learner}; it came in at {received}.</source>
        <translation>Pelo relógio do estudante, a entrega foi em {by_learner}; chegou em {received}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/desk.py"/>
        <source>The code that was shown when the password was set takes it off. Without the code, ask whoever looks after this computer.</source>
        <translation>O código mostrado quando a senha foi definida remove a senha. Sem o código, peça ajuda a quem cuida deste computador.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/desk.py"/>
        <source>{where} cannot be written, so nothing can be changed here.</source>
        <translation>Não é possível gravar em {where}; por isso, nada pode ser alterado aqui.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/desk.py"/>
        <source>This is not the desk&apos;s password.</source>
        <translation>Esta não é a senha da mesa do docente.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/desk.py"/>
        <source>Type it again, or take it off with its code.</source>
        <translation>Digite-a de novo ou remova-a com o código.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/desk.py"/>
        <source>This password is too short.</source>
        <translation>Esta senha é curta demais.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/desk.py"/>
        <source>Choose one with at least {least} characters.</source>
        <translation>Escolha uma com pelo menos {least} caracteres.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/desk.py"/>
        <source>This is not the code of the desk&apos;s password.</source>
        <translation>Este não é o código da senha da mesa do docente.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/desk/gradebook.py"/>
        <source>There are %n questions “{id}”.</source>
        <translation>
            <numerusform>Há %n questão “{id}”.</numerusform>
            <numerusform>Há %n questões “{id}”.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/gradebook.py"/>
        <source>Name one of them: {names}.</source>
        <translation>Informe uma delas: {names}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/gradebook.py"/>
        <source>Its questions are listed by: quizapp analyze</source>
        <translation>As questões são listadas por: quizapp analyze</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/gradebook.py"/>
        <source>There is no question “{name}” in this assignment.</source>
        <translation>Não há uma questão “{name}” nesta tarefa.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/grading.py"/>
        <source>What is in this file does not belong to the assignment that it names.</source>
        <translation>O que está neste arquivo não pertence à tarefa que ele indica.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/grading.py"/>
        <source>Ask the learner to hand in again from the assignment’s own file.</source>
        <translation>Peça ao estudante que entregue de novo a partir do próprio arquivo da tarefa.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/grading.py"/>
        <source>A question that was mended cannot be read: this version of Quizapp does not know it.</source>
        <translation>Uma questão que foi consertada não pode ser lida: esta versão do Quizapp não a conhece.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <location filename="../../quizapp/services/desk/new_key.py"/>
        <source>A person marks this question: it has no key.</source>
        <translation>Uma pessoa corrige esta questão: ela não tem gabarito.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <location filename="../../quizapp/services/desk/new_key.py"/>
        <source>Rate its answers, or set their points.</source>
        <translation>Avalie as respostas ou defina os pontos delas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <source>There is no answer to accept.</source>
        <translation>Não há nenhuma resposta para aceitar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <source>Answer the question.</source>
        <translation>Responda à questão.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <source>The points of this question are those of its parts.</source>
        <translation>Os pontos desta questão são os de suas partes.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <source>Set the points of individual answers.</source>
        <translation>Defina os pontos de cada resposta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <source>“{text}” is not a number of points.</source>
        <translation>“{text}” não é um número de pontos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <source>Type a number above 0 and up to 1000.</source>
        <translation>Digite um número acima de 0 e até 1000.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <source>There is no change {number}.</source>
        <translation>Não há mudança com o número {number}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <source>Choose one of the list.</source>
        <translation>Escolha uma da lista.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <source>This change was taken back already.</source>
        <translation>Esta mudança já foi desfeita.</translation>
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
        <translation>Escolha outra.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <source>No reason is given.</source>
        <translation>Falta um motivo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <source>Say in a few words why, for the audit.</source>
        <translation>Diga em poucas palavras por quê, para o registro de alterações.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <source>“{text}” is not a number of points here.</source>
        <translation>“{text}” não é um número de pontos aqui.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/mending.py"/>
        <source>Type a number from 0 to {most}.</source>
        <translation>Digite um número de 0 a {most}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/new_key.py"/>
        <source>This answer cannot be the key of the question.</source>
        <translation>Esta resposta não pode ser o gabarito da questão.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/new_key.py"/>
        <source>Answer all of the question.</source>
        <translation>Responda à questão inteira.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/new_key.py"/>
        <source>A sentence of the new key is not in the text at every reading level.</source>
        <translation>Uma frase do novo gabarito não está no texto em todos os níveis de leitura.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/new_key.py"/>
        <source>Leave the question out, or give its points to all.</source>
        <translation>Desconsidere a questão ou dê os pontos dela a todos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Type {expected}.</source>
        <translation>Digite {expected}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <source>“{text}” is not an answer here.</source>
        <translation>“{text}” não é uma resposta aqui.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <source>Question {number}: {wrong}</source>
        <translation>Questão {number}: {wrong}</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <source>Correct it, and try again.</source>
        <translation>Corrija e tente de novo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <source>{name} has handed in a file, so nothing was typed in over it.</source>
        <translation>{name} entregou um arquivo; por isso, nada foi digitado por cima dele.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <source>Change single points in the gradebook.</source>
        <translation>Mude pontos isolados no diário de notas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <source>a letter from {first} to {last}</source>
        <translation>uma letra de {first} a {last}</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <source>{letters} for each number in its order, such as {example}, - for none; or numbers with their letters, such as {count}={last}</source>
        <translation>{letters} para cada número, na ordem, como {example}, - para nenhuma; ou números com suas letras, como {count}={last}</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <source>the numbers in the boxes from top to bottom, each once, such as {example}, - for an empty box</source>
        <translation>os números nos quadradinhos, de cima para baixo, cada um uma vez, como {example}, - para um quadradinho vazio</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <source>{number}; or else what is written there</source>
        <translation>{number}; ou então o que está escrito ali</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <source>the answer as it is written</source>
        <translation>a resposta como está escrita</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/paper_answers.py"/>
        <source>the numbers of the sentences, from 1 to {most}, with spaces between them</source>
        <translation>os números das frases, de 1 a {most}, com espaços entre eles</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/rating.py"/>
        <source>Criterion {letter} has no level yet.</source>
        <translation>O critério {letter} ainda não tem nível.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/rating.py"/>
        <source>Choose one for each criterion.</source>
        <translation>Escolha um para cada critério.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/rating.py"/>
        <source>Not saved: this answer has changed in the meantime.</source>
        <translation>Não salvo: esta resposta mudou nesse meio-tempo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/rating.py"/>
        <location filename="../../quizapp/storage/desk/audit.py"/>
        <source>Look at it again, and do it once more.</source>
        <translation>Veja-a de novo e repita a ação.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/reasons.py"/>
        <source>Printed.</source>
        <translation>Impresso.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/reasons.py"/>
        <source>Typed in from paper. Version {letter}.</source>
        <translation>Digitado a partir do papel. Versão {letter}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/releasing.py"/>
        <source>Your teacher changed the key or the points of this question</source>
        <translation>O gabarito ou os pontos desta questão foram alterados na correção</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/releasing.py"/>
        <source>Your teacher accepts another answer too</source>
        <translation>Outra resposta também foi aceita na correção</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/releasing.py"/>
        <source>Your teacher gave everybody full points for this question</source>
        <translation>Todos receberam a pontuação completa nesta questão</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/releasing.py"/>
        <source>Your teacher left this question out</source>
        <translation>Esta questão foi desconsiderada</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/releasing.py"/>
        <source>None of these learners has handed in.</source>
        <translation>Nenhum destes estudantes entregou.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/releasing.py"/>
        <source>Collect the answers first.</source>
        <translation>Recolha as respostas primeiro.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/releasing.py"/>
        <source>No file can hold what is said to {name}: it is too long, or has odd characters.</source>
        <translation>Nenhum arquivo comporta o que foi dito a {name}: é longo demais ou tem caracteres estranhos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/releasing.py"/>
        <source>Write it again, and release again.</source>
        <translation>Escreva de novo e divulgue de novo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/reopening.py"/>
        <source>There is no reason.</source>
        <translation>Falta um motivo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/reopening.py"/>
        <source>Say why it is reopened: it is kept with the marks.</source>
        <translation>Diga por que a tarefa é reaberta: isso fica guardado com as notas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/reopening.py"/>
        <source>The extra time is out of range.</source>
        <translation>O tempo extra está fora dos limites.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/reopening.py"/>
        <source>Give from 0 to {most} minutes.</source>
        <translation>Dê de 0 a {most} minutos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/reopening.py"/>
        <source>{name} has handed nothing in for “{title}”.</source>
        <translation>{name} não entregou nada de “{title}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/reopening.py"/>
        <source>There is nothing to reopen.</source>
        <translation>Não há nada para reabrir.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/reopening.py"/>
        <source>Say why it counts: it is kept with the marks.</source>
        <translation>Diga por que isto vale: fica guardado com as notas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/reopening.py"/>
        <source>This did not come in after the release.</source>
        <translation>Isto não chegou depois da divulgação.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/reopening.py"/>
        <source>Look at what came in once more.</source>
        <translation>Olhe mais uma vez o que chegou.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/roster.py"/>
        <source>{file} has no column with names.</source>
        <translation>{file} não tem nenhuma coluna com nomes.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/roster.py"/>
        <source>Save the gradebook, or the list of participants, from Canvas or Moodle as CSV.</source>
        <translation>Salve como CSV o diário de notas ou a lista de participantes do Canvas ou do Moodle.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/words.py"/>
        <source>“{text}…” cannot be kept.</source>
        <translation>“{text}…” não pode ser guardado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/desk/words.py"/>
        <source>Write at most {most} characters, in ordinary letters.</source>
        <translation>Escreva no máximo {most} caracteres, em letras comuns.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/exchange.py"/>
        <source>What came over from {file}</source>
        <translation>O que veio de {file}</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/exchange.py"/>
        <source>{format} can hold none of these questions.</source>
        <translation>{format} não comporta nenhuma destas questões.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/exchange.py"/>
        <source>Choose another format.</source>
        <translation>Escolha outro formato.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/exchange.py"/>
        <source>What {format} holds of “{title}”</source>
        <translation>O que {format} comporta de “{title}”</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/exporting.py"/>
        <source>There is no learner named “{name}”.</source>
        <translation>Não há estudante com o nome “{name}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/exporting.py"/>
        <source>There are: {names}.</source>
        <translation>Os nomes são: {names}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/exporting.py"/>
        <source>Nobody who has given a name has learned here yet.</source>
        <translation>Ninguém que informou um nome estudou aqui ainda.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/hand_in_key.py"/>
        <source>The key for handing in cannot be kept: {reason}.</source>
        <translation>A chave para a entrega não pode ser guardada: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/hand_in_key.py"/>
        <source>The key for handing in cannot be read back.</source>
        <translation>A chave para a entrega não pode ser lida de volta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/hand_in_key.py"/>
        <source>Check the disk, and try again.</source>
        <translation>Confira o disco e tente de novo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>You can write the file again.</source>
        <translation>Você pode gravar o arquivo de novo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>There is nothing to hand in yet.</source>
        <translation>Ainda não há nada para entregar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>Begin the assignment first.</source>
        <translation>Comece a tarefa primeiro.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>There is nothing that was handed in.</source>
        <translation>Não há nada que tenha sido entregue.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>Hand it in first.</source>
        <translation>Entregue primeiro.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>This cannot be handed in: there is something in it that could not be read back.</source>
        <translation>Isto não pode ser entregue: há algo que não poderia ser lido de volta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>Show this to your teacher. Your answers are kept.</source>
        <translation>Mostre isto a seu professor ou sua professora. Suas respostas estão guardadas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>The folder {folder} is not there.</source>
        <translation>A pasta {folder} não está lá.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>Choose another folder to hand in to.</source>
        <translation>Escolha outra pasta para a entrega.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/handing_in.py"/>
        <source>The file was not whole in {folder}.</source>
        <translation>O arquivo não ficou completo em {folder}.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/library.py"/>
        <source>{file} has %n mistakes.</source>
        <translation>
            <numerusform>{file} tem %n erro.</numerusform>
            <numerusform>{file} tem %n erros.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/services/library.py"/>
        <source>“{title}” is not there in the language “{language}”.</source>
        <translation>“{title}” não existe no idioma “{language}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/library.py"/>
        <source>It is there in: {tags}.</source>
        <translation>Existe em: {tags}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/library.py"/>
        <source>There is no bank “{name}”.</source>
        <translation>Não há um banco “{name}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/library.py"/>
        <source>Name a file, or one of: {ids}.</source>
        <translation>Informe um arquivo ou um destes: {ids}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/library.py"/>
        <source>Name a file.</source>
        <translation>Informe um arquivo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/passage_import.py"/>
        <source>Open it in the program that made it, and save it there as .docx or as plain text.</source>
        <translation>Abra-o no programa que o criou e salve-o lá como .docx ou como texto sem formatação.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/passage_import.py"/>
        <source>Open it in Word, save it again as .docx, and choose that file; or copy its text and paste it.</source>
        <translation>Abra-o no Word, salve-o de novo como .docx e escolha esse arquivo; ou copie o texto e cole-o.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/passage_import.py"/>
        <source>Choose a shorter text, or copy the part that you need and paste it.</source>
        <translation>Escolha um texto mais curto, ou copie a parte de que precisa e cole-a.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/passage_import.py"/>
        <source>{file} is an older Word document, or has a password.</source>
        <translation>{file} é um documento antigo do Word ou tem senha.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/passage_import.py"/>
        <source>{file} is neither a text nor a Word document.</source>
        <translation>{file} não é nem um texto nem um documento do Word.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/passage_import.py"/>
        <source>{file} is too long for a passage.</source>
        <translation>{file} é longo demais para um texto de leitura.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/passage_import.py"/>
        <source>{file} is not saved as UTF-8, so its letters cannot be read.</source>
        <translation>{file} não está salvo como UTF-8, por isso as letras não podem ser lidas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/passage_import.py"/>
        <source>Open it in your editor and save it with the encoding UTF-8; or copy its text and paste it.</source>
        <translation>Abra-o no seu editor e salve-o com a codificação UTF-8; ou copie o texto e cole-o.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/passage_import.py"/>
        <source>{file} is no Word document.</source>
        <translation>{file} não é um documento do Word.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/passage_import.py"/>
        <source>{file} is too large for a passage.</source>
        <translation>{file} é grande demais para um texto de leitura.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/passage_import.py"/>
        <source>{file} has parts that would be written elsewhere.</source>
        <translation>{file} tem partes que seriam gravadas em outro lugar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/passage_import.py"/>
        <source>{file} names other files, which are not opened.</source>
        <translation>{file} menciona outros arquivos, que não são abertos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/passage_import.py"/>
        <source>{file} is damaged, or locked with a password.</source>
        <translation>{file} está danificado ou protegido por senha.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/passage_import.py"/>
        <source>There is no text in {file} that could be a passage.</source>
        <translation>Em {file} não há nenhum texto que possa ser lido.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/passage_import.py"/>
        <source>There is no text that could be a passage.</source>
        <translation>Não há nenhum texto que possa ser lido.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/passage_import.py"/>
        <source>Paste one with a sentence at least.</source>
        <translation>Cole um que tenha pelo menos uma frase.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/passage_import.py"/>
        <source>The text has signs that a passage cannot have.</source>
        <translation>O texto tem sinais que não podem estar em um texto de leitura.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/passage_import.py"/>
        <source>Copy its words alone and paste them.</source>
        <translation>Copie só as palavras e cole-as.</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/spoken_text.py"/>
        <source>blank {number}</source>
        <translation>lacuna {number}</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/spoken_text.py"/>
        <source>{name}: {text}</source>
        <translation>{name}: {text}</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>one letter from {first} to {last}</source>
        <translation>uma letra de {first} a {last}</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>one or more letters from {first} to {last}, such as {example}</source>
        <translation>uma ou mais letras de {first} a {last}, como {example}</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>t for true, f for false, n where the passage does not say</source>
        <translation>v para verdadeiro, f para falso, n quando o texto não diz</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>t for true, f for false</source>
        <translation>v para verdadeiro, f para falso</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>%n numbers from 1 to {most}, in the order of the letters, such as {example}, 0 for none; or letters with their numbers, such as A{most}</source>
        <translation>
            <numerusform>%n número de 1 a {most}, na ordem das letras, como {example}, 0 para nenhum; ou letras com seus números, como A{most}</numerusform>
            <numerusform>%n números de 1 a {most}, na ordem das letras, como {example}, 0 para nenhum; ou letras com seus números, como A{most}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>%n letters from A to {last}, in the order of the numbers, such as {example}, 0 for none; or numbers with their letters, such as 1{last}</source>
        <translation>
            <numerusform>%n letra de A a {last}, na ordem dos números, como {example}, 0 para nenhuma; ou números com suas letras, como 1{last}</numerusform>
            <numerusform>%n letras de A a {last}, na ordem dos números, como {example}, 0 para nenhuma; ou números com suas letras, como 1{last}</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>a date, such as 31 March 2001</source>
        <translation>uma data, como 31 de março de 2001</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>a date, such as March 31, 2001</source>
        <translation>uma data, como 31 de março de 2001</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>a number, in digits</source>
        <translation>um número, em algarismos</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>a number, in digits, with its unit ({units})</source>
        <translation>um número, em algarismos, com sua unidade ({units})</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>a number, in digits, in {units}</source>
        <translation>um número, em algarismos, em {units}</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>the letters {first} to {last}, each once, from first to last</source>
        <translation>as letras de {first} a {last}, cada uma uma vez, da primeira à última posição</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>a word or a few</source>
        <translation>uma ou algumas palavras</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>the words of the %n gaps in their order, with “;” between them and nothing for an empty one; or numbers of gaps with their words, such as 2 = …; 3 = …</source>
        <translation>
            <numerusform>as palavras da lacuna; ou o número da lacuna com suas palavras, como 2 = …; 3 = …</numerusform>
            <numerusform>as palavras das %n lacunas na ordem, com “;” entre elas e nada para uma vazia; ou números das lacunas com suas palavras, como 2 = …; 3 = …</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>the letter for the gap, such as B</source>
        <translation>a letra da lacuna, como B</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>{count} letters in the order of the gaps, - for none; or gaps with their letters, such as {count}B</source>
        <translation>{count} letras na ordem das lacunas, - para nenhuma; ou lacunas com suas letras, como {count}B</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>{letters}; a letter can be there more than once</source>
        <translation>{letters}; uma letra pode aparecer mais de uma vez</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>{letters}; each letter once at most</source>
        <translation>{letters}; cada letra uma vez no máximo</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>one number from 1 to {most}</source>
        <translation>um número de 1 a {most}</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>{count} numbers from 1 to {most}, such as 2 5</source>
        <translation>{count} números de 1 a {most}, como 2 5</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>one or more numbers from 1 to {most}, such as 2 5</source>
        <translation>um ou mais números de 1 a {most}, como 2 5</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>one or more numbers of words from 1 to {most}, such as 2 5</source>
        <translation>um ou mais números de palavras de 1 a {most}, como 2 5</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>for part A {first}; then a semicolon (;) and for part B {second}</source>
        <translation>para a parte A, {first}; depois, um ponto e vírgula (;) e, para a parte B, {second}</translation>
    </message>
    <message>
        <location filename="../../quizapp/services/typed_responses.py"/>
        <source>your answer, and an empty line at its end</source>
        <translation>sua resposta, e uma linha vazia no final</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/backup.py"/>
        <source>{file} is not a backup of a journal of Quizapp.</source>
        <translation>{file} não é uma cópia de segurança de um registro de estudo do Quizapp.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/backup.py"/>
        <source>{file} was written by a newer version of Quizapp.</source>
        <translation>{file} foi gravado por uma versão mais nova do Quizapp.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/backup.py"/>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>Update Quizapp.</source>
        <translation>Atualize o Quizapp.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/backup.py"/>
        <source>{file} is not a backup of a journal of Quizapp, or is damaged.</source>
        <translation>{file} não é uma cópia de segurança de um registro de estudo do Quizapp, ou está danificado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/backup.py"/>
        <source>Choose another file. The journal is as it was.</source>
        <translation>Escolha outro arquivo. O registro de estudo continua como estava.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/backup.py"/>
        <source>{file} cannot be copied: {reason}.</source>
        <translation>Não é possível copiar {file}: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/backup.py"/>
        <source>Another program is using {file}.</source>
        <translation>Outro programa está usando {file}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/backup.py"/>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>Close it, and try again.</source>
        <translation>Feche-o e tente de novo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/backup.py"/>
        <source>{file} cannot be replaced: {reason}.</source>
        <translation>Não é possível substituir {file}: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/checking.py"/>
        <source>{file} is the file of another program.</source>
        <translation>{file} é o arquivo de outro programa.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/copies.py"/>
        <location filename="../../quizapp/whole_file.py"/>
        <source>{file} cannot be written: {reason}.</source>
        <translation>Não é possível gravar {file}: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/copies.py"/>
        <source>{file} is damaged, and cannot be set aside: {reason}.</source>
        <translation>{file} está danificado e não pode ser posto de lado: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/copies.py"/>
        <source>Move it to another folder.</source>
        <translation>Mova-o para outra pasta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/database.py"/>
        <source>The SQLite of this Python is too old ({version}).</source>
        <translation>O SQLite deste Python é antigo demais ({version}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/database.py"/>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>Install a newer Python.</source>
        <translation>Instale um Python mais novo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/database.py"/>
        <source>The journal cannot be opened: the folder {folder} is on another computer, where answers could be lost.</source>
        <translation>Não é possível abrir o registro de estudo: a pasta {folder} está em outro computador, onde respostas poderiam se perder.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/database.py"/>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>Name a folder on this computer with --data-dir.</source>
        <translation>Informe com --data-dir uma pasta deste computador.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/database.py"/>
        <source>The journal cannot be opened: {file} is on a disk that cannot keep it safe.</source>
        <translation>Não é possível abrir o registro de estudo: {file} está em um disco que não pode guardá-lo com segurança.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/database.py"/>
        <source>Use another disk.</source>
        <translation>Use outro disco.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/database.py"/>
        <source>{what}: {folder}: {reason}.</source>
        <translation>{what}: {folder}: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/database.py"/>
        <source>Check the disk and the folder.</source>
        <translation>Confira o disco e a pasta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/database.py"/>
        <source>The journal cannot be opened: {file}: {reason}.</source>
        <translation>Não é possível abrir o registro de estudo: {file}: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/database.py"/>
        <source>Check the folder.</source>
        <translation>Confira a pasta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/assignments.py"/>
        <location filename="../../quizapp/storage/desk/audit.py"/>
        <source>There is no such assignment anymore.</source>
        <translation>Essa tarefa não existe mais.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/audit.py"/>
        <source>Not saved: something else was done to this assignment in the meantime.</source>
        <translation>Não salvo: outra coisa foi feita com esta tarefa nesse meio-tempo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/classes.py"/>
        <source>There is no such class anymore.</source>
        <translation>Essa turma não existe mais.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/classes.py"/>
        <location filename="../../quizapp/storage/rows.py"/>
        <source>There is no such learner anymore.</source>
        <translation>Esse estudante não existe mais.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/classes.py"/>
        <source>This class has assignments, so it is kept with them.</source>
        <translation>Esta turma tem tarefas; por isso, ela é mantida com elas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/classes.py"/>
        <source>Take learners out of it one by one.</source>
        <translation>Tire estudantes dela um a um.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/classes.py"/>
        <source>Not deleted</source>
        <translation>Não excluído</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/classes.py"/>
        <source>There is a class “{name}” already.</source>
        <translation>Já existe uma turma “{name}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/classes.py"/>
        <source>Choose another name, or change that class.</source>
        <translation>Escolha outro nome ou altere essa turma.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/classes.py"/>
        <source>Not saved: one of these learners is on another desk.</source>
        <translation>Não salvo: um destes estudantes está em outra mesa do docente.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/classes.py"/>
        <source>Type the name again.</source>
        <translation>Digite o nome de novo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>Not saved</source>
        <translation>Não salvo</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>The desk&apos;s records cannot be read</source>
        <translation>Não é possível ler os registros da mesa do docente</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>The desk cannot be opened: the SQLite of this Python is too old.</source>
        <translation>Não é possível abrir a mesa do docente: o SQLite deste Python é antigo demais.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>The desk cannot be opened: the folder {folder} is on another computer, where records could be lost.</source>
        <translation>Não é possível abrir a mesa do docente: a pasta {folder} está em outro computador, onde registros poderiam se perder.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>The desk cannot be opened: {file}: {reason}.</source>
        <translation>Não é possível abrir a mesa do docente: {file}: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>Name another folder with --data-dir.</source>
        <translation>Informe outra pasta com --data-dir.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>The desk cannot be opened: {file} is empty. It is now called {aside}.</source>
        <translation>Não é possível abrir a mesa do docente: {file} está vazio. Ele agora se chama {aside}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>If there was a desk, put a copy of the file in its place. If you open the desk again, it is a new one.</source>
        <translation>Se havia uma mesa do docente, coloque uma cópia do arquivo no lugar dele. Se você abrir a mesa de novo, ela será uma nova.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>The desk cannot be opened: PostgreSQL needs the package psycopg.</source>
        <translation>Não é possível abrir a mesa do docente: o PostgreSQL precisa do pacote psycopg.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>Type: pip install &apos;quizapp[school]&apos;</source>
        <translation>Digite: pip install &apos;quizapp[school]&apos;</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>The desk cannot be opened: psycopg cannot be used.</source>
        <translation>Não é possível abrir a mesa do docente: o psycopg não pode ser usado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>The desk cannot be opened: the desk&apos;s tables at {where} are of an older version.</source>
        <translation>Não é possível abrir a mesa do docente: as tabelas dela em {where} são de uma versão mais antiga.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>The desk cannot be opened: the desk&apos;s tables at {where} are not there yet, or closed to this login.</source>
        <translation>Não é possível abrir a mesa do docente: as tabelas dela em {where} ainda não existem ou estão fechadas para este login.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>Whoever looks after the database runs: quizapp desk init --desk-url ADDRESS</source>
        <translation>Quem cuida do banco de dados executa: quizapp desk init --desk-url ENDEREÇO</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>The address of the desk is not understood.</source>
        <translation>O endereço da mesa do docente não foi compreendido.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/database.py"/>
        <source>It looks like postgresql://NAME:PASSWORD@COMPUTER/DATABASE</source>
        <translation>Ele é parecido com postgresql://NOME:SENHA@COMPUTADOR/BANCO</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>The desk cannot be opened</source>
        <translation>Não é possível abrir a mesa do docente</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>Nothing was lost: whatever was told saved is there. Do it again.</source>
        <translation>Nada se perdeu: tudo o que foi dado como salvo está lá. Faça de novo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>The desk cannot be opened: {where} was written by a newer version of Quizapp.</source>
        <translation>Não é possível abrir a mesa do docente: {where} foi gravado por uma versão mais nova do Quizapp.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>Update Quizapp. Nothing in it was changed.</source>
        <translation>Atualize o Quizapp. Nada ali foi alterado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>{what}: there is half a character in the text.</source>
        <translation>{what}: há meio caractere no texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <location filename="../../quizapp/storage/desk/records.py"/>
        <source>Type it again.</source>
        <translation>Digite-o de novo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>{what}: the database at {where} did not answer as it should.</source>
        <translation>{what}: o banco de dados em {where} não respondeu como deveria.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>{what}: the connection to the desk&apos;s database at {where} failed.</source>
        <translation>{what}: a conexão com o banco de dados da mesa do docente em {where} falhou.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>{what}: the database at {where} refuses this name and password.</source>
        <translation>{what}: o banco de dados em {where} recusa este nome e esta senha.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>Check both.</source>
        <translation>Confira os dois.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>{what}: there is no such database at {where}.</source>
        <translation>{what}: não existe esse banco de dados em {where}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>Check the address of the desk.</source>
        <translation>Confira o endereço da mesa do docente.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>{what}: this login may not do that at {where}.</source>
        <translation>{what}: este login não pode fazer isso em {where}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>{what}: the disk of the database at {where} is full.</source>
        <translation>{what}: o disco do banco de dados em {where} está cheio.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>{what}: the database at {where} refused it ({code}).</source>
        <translation>{what}: o banco de dados em {where} recusou a operação ({code}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>{what}: the disk is full.</source>
        <translation>{what}: o disco está cheio.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>Free some space on it. What was saved is not touched.</source>
        <translation>Libere espaço nele. O que foi salvo não é afetado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>{what}: another program is using {where}.</source>
        <translation>{what}: outro programa está usando {where}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>Close it, and do it again.</source>
        <translation>Feche-o e faça de novo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>{what}: {where} is damaged.</source>
        <translation>{what}: {where} está danificado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>Put a copy of the file in its place.</source>
        <translation>Coloque uma cópia do arquivo no lugar dele.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>{what}: {where} cannot be written.</source>
        <translation>{what}: não é possível gravar em {where}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>Check who may write in its folder.</source>
        <translation>Confira quem pode gravar na pasta.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>{what}: {where} cannot be used ({reason}).</source>
        <translation>{what}: {where} não pode ser usado ({reason}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>Something in the desk&apos;s records is not as it was written: the disk has damaged it.</source>
        <translation>Algo nos registros da mesa do docente não está como foi gravado: o disco o danificou.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/errors.py"/>
        <source>Put a copy of the records in their place, or collect the files again into a new desk.</source>
        <translation>Coloque uma cópia dos registros no lugar deles, ou recolha os arquivos de novo em uma nova mesa do docente.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/records.py"/>
        <source>Not saved: there is something in the text that cannot be kept.</source>
        <translation>Não salvo: há no texto algo que não pode ser guardado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/records.py"/>
        <source>Not saved: there is something in an answer that cannot be kept.</source>
        <translation>Não salvo: há em uma resposta algo que não pode ser guardado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/records.py"/>
        <source>The desk has something in it that this version of Quizapp does not know.</source>
        <translation>A mesa do docente contém algo que esta versão do Quizapp não conhece.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/role.py"/>
        <source>The role cannot be made</source>
        <translation>Não é possível criar o papel de acesso</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/store.py"/>
        <source>This desk is no longer there.</source>
        <translation>Esta mesa do docente não existe mais.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/store.py"/>
        <source>Open it again.</source>
        <translation>Abra-a de novo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/store.py"/>
        <source>The desk’s own keys are not as they were made: the disk has damaged them, so nothing was done.</source>
        <translation>As chaves próprias da mesa do docente não estão como foram criadas: o disco as danificou; por isso, nada foi feito.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/store.py"/>
        <source>Put a copy of the records in their place, or hand out again from a new desk.</source>
        <translation>Coloque uma cópia dos registros no lugar deles, ou distribua de novo a partir de uma nova mesa do docente.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/submissions.py"/>
        <source>Not saved: there is no such learner anymore.</source>
        <translation>Não salvo: esse estudante não existe mais.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/submissions.py"/>
        <source>There is no such submission or learner anymore.</source>
        <translation>Essa entrega ou esse estudante não existe mais.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/submissions.py"/>
        <source>Not saved: there is no such assignment on this desk.</source>
        <translation>Não salvo: não há essa tarefa nesta mesa do docente.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/desk/submissions.py"/>
        <source>Open the desk that handed it out.</source>
        <translation>Abra a mesa do docente que a distribuiu.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>The journal cannot be opened</source>
        <translation>Não é possível abrir o registro de estudo</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>Start the program again: the file will be kept under another name, and a new one begun.</source>
        <translation>Inicie o programa de novo: o arquivo será mantido com outro nome, e um novo será começado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>The journal cannot be read</source>
        <translation>Não é possível ler o registro de estudo</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>Free some space on it. What was saved before is not touched.</source>
        <translation>Libere espaço nele. O que foi salvo antes não é afetado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>{what}: another program is using {file}.</source>
        <translation>{what}: outro programa está usando {file}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>{what}: {file} is damaged.</source>
        <translation>{what}: {file} está danificado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>{what}: {file} may not be written.</source>
        <translation>{what}: não há permissão para gravar em {file}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>Check the folder and what may be done in it.</source>
        <translation>Confira a pasta e o que se pode fazer nela.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>{what}: the disk reports a fault ({name}).</source>
        <translation>{what}: o disco informa uma falha ({name}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/errors.py"/>
        <source>Check the disk and its cable, or use another disk.</source>
        <translation>Confira o disco e o cabo dele, ou use outro disco.</translation>
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
        <translation>Inicie o programa de novo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/events.py"/>
        <source>Not saved: there is something in this answer that cannot be kept.</source>
        <translation>Não salvo: há nesta resposta algo que não pode ser guardado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/events.py"/>
        <source>Type the answer again.</source>
        <translation>Digite a resposta de novo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/events.py"/>
        <source>The journal has something in it that this version of Quizapp does not know.</source>
        <translation>O registro de estudo contém algo que esta versão do Quizapp não conhece.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/journal.py"/>
        <source>Deleted, but traces may be left on the disk: {reason}.</source>
        <translation>Excluído, mas pode haver restos no disco: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/journal.py"/>
        <source>Close other programs that use the journal, and end this one: that clears them away.</source>
        <translation>Feche outros programas que usam o registro de estudo e encerre este: isso os elimina.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/journal.py"/>
        <source>Not saved: the bank of this attempt was not kept.</source>
        <translation>Não salvo: o banco desta tentativa não foi guardado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/journal.py"/>
        <location filename="../../quizapp/storage/rows.py"/>
        <source>Begin it again.</source>
        <translation>Comece-a de novo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/journal.py"/>
        <source>Not saved: there is another attempt of this id.</source>
        <translation>Não salvo: existe outra tentativa com este id.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/journal.py"/>
        <source>This cannot be a name: it is empty, has more than {most} letters, or some that cannot be seen.</source>
        <translation>Isto não pode ser um nome: está vazio, tem mais de {most} letras ou algumas que não se veem.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/journal.py"/>
        <source>Type another one.</source>
        <translation>Digite outro.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/journal.py"/>
        <source>There is a learner named “{name}” already.</source>
        <translation>Já existe um estudante com o nome “{name}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/journal.py"/>
        <source>Choose that one, or another name.</source>
        <translation>Escolha esse, ou outro nome.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/migrations.py"/>
        <source>{file} was written by a newer version of Quizapp (format {version}; this one knows {known}).</source>
        <translation>{file} foi gravado por uma versão mais nova do Quizapp (formato {version}; esta conhece {known}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/migrations.py"/>
        <source>Update Quizapp. Nothing in the file was changed.</source>
        <translation>Atualize o Quizapp. Nada no arquivo foi alterado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/readers.py"/>
        <source>The journal cannot be read: it is closed.</source>
        <translation>Não é possível ler o registro de estudo: ele está fechado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/reading.py"/>
        <source>The journal cannot be opened: {file} is of an earlier version.</source>
        <translation>Não é possível abrir o registro de estudo: {file} é de uma versão anterior.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/reading.py"/>
        <source>Start the window once: it renews it.</source>
        <translation>Abra a janela uma vez: ela o atualiza.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/reading.py"/>
        <source>The journal cannot be opened: {file} is damaged.</source>
        <translation>Não é possível abrir o registro de estudo: {file} está danificado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/reading.py"/>
        <source>Start the window once: it keeps this file under another name, and brings over all that is still whole.</source>
        <translation>Abra a janela uma vez: ela mantém este arquivo com outro nome e traz tudo o que ainda está inteiro.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/rows.py"/>
        <source>This bank is not in the journal.</source>
        <translation>Este banco não está no registro de estudo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/rows.py"/>
        <source>Open the bank&apos;s file.</source>
        <translation>Abra o arquivo do banco.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/rows.py"/>
        <source>Not saved: something else was saved in this place (number {seq}).</source>
        <translation>Não salvo: outra coisa foi salva neste lugar (número {seq}).</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/rows.py"/>
        <source>Leave this attempt, and resume it from the list: what was saved is there.</source>
        <translation>Saia desta tentativa e retome-a na lista: o que foi salvo está lá.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/rows.py"/>
        <source>Not saved: an attempt begins once.</source>
        <translation>Não salvo: uma tentativa começa uma só vez.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/rows.py"/>
        <source>Not saved: what was done before it is not saved yet.</source>
        <translation>Não salvo: o que foi feito antes ainda não está salvo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/rows.py"/>
        <source>Try again.</source>
        <translation>Tente de novo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/rows.py"/>
        <source>Something in the journal is not as it was written: the disk has damaged it.</source>
        <translation>Algo no registro de estudo não está como foi gravado: o disco o danificou.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/rows.py"/>
        <source>There is no such attempt anymore.</source>
        <translation>Essa tentativa não existe mais.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/rows.py"/>
        <source>Choose another one from the list.</source>
        <translation>Escolha outra na lista.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>{file} would be too large.</source>
        <translation>{file} ficaria grande demais.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>Back up the whole journal instead.</source>
        <translation>Em vez disso, faça uma cópia de segurança do registro de estudo inteiro.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>the bank “{title}” is not the one that its mark says</source>
        <translation>o banco “{title}” não é o que sua marca diz</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>an event is not in its place</source>
        <translation>um evento não está em seu lugar</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>an attempt does not begin as one</source>
        <translation>uma tentativa não começa como deveria</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>an attempt has no events</source>
        <translation>uma tentativa não tem eventos</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>the learner&apos;s name is none</source>
        <translation>o nome do estudante não é válido</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>its parts are not in order</source>
        <translation>as partes não estão em ordem</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>it has something in it that this version of Quizapp does not know</source>
        <translation>há algo nele que esta versão do Quizapp não conhece</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>there is too much in it</source>
        <translation>há coisas demais nele</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>its end is not where it says</source>
        <translation>o final não está onde ele diz</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>something in it was changed</source>
        <translation>algo nele foi alterado</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>its end is missing</source>
        <translation>falta o final</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>it does not begin as one</source>
        <translation>ele não começa como deveria</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>what is in it cannot be read</source>
        <translation>não é possível ler o que há nele</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>{file} is not a learner&apos;s file of Quizapp, or is damaged: {reason}.</source>
        <translation>{file} não é um arquivo de estudante do Quizapp, ou está danificado: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>Export the learner again. Nothing was changed here.</source>
        <translation>Exporte o estudante de novo. Nada foi alterado aqui.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>{file} cannot be read: {reason}.</source>
        <translation>Não é possível ler {file}: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/transfer.py"/>
        <source>{file} is the journal itself.</source>
        <translation>{file} é o próprio registro de estudo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/writer.py"/>
        <source>Not saved: the journal is closed.</source>
        <translation>Não salvo: o registro de estudo está fechado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/writer.py"/>
        <source>Not saved: {message}</source>
        <translation>Não salvo: {message}</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/writer.py"/>
        <source>Not saved: the journal is only read.</source>
        <translation>Não salvo: o registro de estudo está aberto só para leitura.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/writer.py"/>
        <source>Open the window to change it.</source>
        <translation>Abra a janela para alterá-lo.</translation>
    </message>
    <message>
        <location filename="../../quizapp/storage/writer.py"/>
        <source>Not saved: {reason}.</source>
        <translation>Não salvo: {reason}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/language.py"/>
        <source>Quizapp does not speak “{language}”.</source>
        <translation>O Quizapp não fala “{language}”.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/showing.py"/>
        <source>[Image: {description}]</source>
        <translation>[Imagem: {description}]</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/showing.py"/>
        <source>Question {number} of {count}</source>
        <translation>Questão {number} de {count}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/terminal/showing.py"/>
        <source>({least} to %n words or so)</source>
        <translation>
            <numerusform>(de {least} a %n palavra, mais ou menos)</numerusform>
            <numerusform>(de {least} a %n palavras, mais ou menos)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/terminal/showing.py"/>
        <source>(at least %n words or so)</source>
        <translation>
            <numerusform>(pelo menos %n palavra)</numerusform>
            <numerusform>(pelo menos %n palavras)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/terminal/showing.py"/>
        <source>(at most %n words or so)</source>
        <translation>
            <numerusform>(no máximo %n palavra)</numerusform>
            <numerusform>(no máximo %n palavras)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>%n questions.</source>
        <translation>
            <numerusform>%n questão.</numerusform>
            <numerusform>%n questões.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>The passage has %n words, {minutes}.</source>
        <translation>
            <numerusform>O texto tem %n palavra, {minutes}.</numerusform>
            <numerusform>O texto tem %n palavras, {minutes}.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>You have {time}. Then the answers you have given count.</source>
        <translation>Você tem {time}. Depois disso, valem as respostas que você tiver dado.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>You have {tries} tries for each question. After the first, each costs {share} of the points.</source>
        <translation>Você tem {tries} tentativas em cada questão. Depois da primeira, cada uma custa {share} dos pontos.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>After each answer, say how sure you are: the surer you are, the more points you can win or lose.</source>
        <translation>Depois de cada resposta, diga quanta certeza você tem: quanto mais certeza, mais pontos você pode ganhar ou perder.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Time ran out, so this no longer counts.</source>
        <translation>O tempo acabou; por isso, isto não vale mais.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>This bank has no passage.</source>
        <translation>Este banco não tem texto.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>This is the first question.</source>
        <translation>Esta é a primeira questão.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Your answer is taken back.</source>
        <translation>Sua resposta foi retirada.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>This question is marked already, so “{text}” changes nothing. Enter goes on.</source>
        <translation>Esta questão já foi corrigida; por isso, “{text}” não muda nada. Enter continua.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>“{text}” is not an answer here: type {expected}.</source>
        <translation>“{text}” não é uma resposta aqui: digite {expected}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Reading level: {level}.</source>
        <translation>Nível de leitura: {level}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>A test has no hints.</source>
        <translation>Uma prova não tem dicas.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>There is no other hint.</source>
        <translation>Não há outra dica.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>There is no hint.</source>
        <translation>Não há dica.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Hint {number}:</source>
        <translation>Dica {number}:</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>How sure are you?</source>
        <translation>Quanta certeza você tem?</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>1 to 3</source>
        <translation>1 a 3</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Type 1, 2 or 3.</source>
        <translation>Digite 1, 2 ou 3.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>What you leave out stays as it is.</source>
        <translation>O que você deixar de fora fica como está.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Type the whole answer again.</source>
        <translation>Digite de novo a resposta inteira.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Rate your answer by the rubric. (Enter leaves a criterion for later)</source>
        <translation>Avalie sua resposta pela rubrica. (Enter deixa um critério para depois)</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>points for {name}</source>
        <translation>pontos para {name}</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>“{text}” is none of these: type one of {choices}.</source>
        <translation>“{text}” não é nenhum destes: digite um de {choices}.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>hint, {cost}</source>
        <translation>dica, {cost}</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>passage</source>
        <translation>texto</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>next level</source>
        <translation>próximo nível</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>back</source>
        <translation>voltar</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>finish</source>
        <translation>terminar</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>(Enter goes on, {commands})</source>
        <translation>(Enter continua, {commands})</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Enter leaves it unanswered</source>
        <translation>Enter deixa sem resposta</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Your answer so far:</source>
        <translation>Sua resposta até agora:</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Enter keeps your answer, - takes it back</source>
        <translation>Enter mantém sua resposta, - retira a resposta</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>{time} left.</source>
        <translation>Resta: {time}.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>%n questions not answered: {numbers}.</source>
        <translation>
            <numerusform>%n questão sem resposta: {numbers}.</numerusform>
            <numerusform>%n questões sem resposta: {numbers}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>%n questions partly answered: {numbers}.</source>
        <translation>
            <numerusform>%n questão respondida em parte: {numbers}.</numerusform>
            <numerusform>%n questões respondidas em parte: {numbers}.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Enter finishes; a number goes to that question, b to the last one.</source>
        <translation>Enter termina; um número vai para essa questão, b vai para a última.</translation>
    </message>
    <message>
        <location filename="../../quizapp/terminal/taking.py"/>
        <source>Type a number from 1 to {last}, b, or Enter to finish.</source>
        <translation>Digite um número de 1 a {last}, b, ou Enter para terminar.</translation>
    </message>
    <message>
        <location filename="../../quizapp/texts.py"/>
        <source>{before} or {last}</source>
        <translation>{before} ou {last}</translation>
    </message>
    <message>
        <location filename="../../quizapp/texts.py"/>
        <source>{before} and {last}</source>
        <translation>{before} e {last}</translation>
    </message>
</context>
</TS>
