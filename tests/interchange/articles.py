"""A small invented article in the form of OneStopQA: spans that nest, overlap, come in pieces and differ by level."""

ARTICLE = """\
# Title
The Lighthouse Bees


# Paragraph

Adv: <A1><A3>When the harbour closed in 1974,</A3> the white tower stood <D2>empty</A1> for eleven years.</D2> \
<D1>The tower</D1> was damp … and <A2>cold, <D3>the tower</D3> was full of bees</A2>.

Int: <A1><A3>The harbour closed in 1974.</A3> The tower then stood <D2>empty</A1> for eleven years.</D2> \
<D1>The tower</D1> was damp … and <A2>cold, and <D3>the tower</D3> was full of bees</A2>.

Ele: <A1><A3>The harbour closed.</A3> Then the tower was <D2>empty</A1> for eleven years.</D2> \
<D1>The tower</D1> was damp. <D3>The tower</D3> was <A2>cold … and full of bees</A2>.

Q: Since when was nobody in the tower?
a: Since the harbour closed
b: Since eleven years before the harbour closed
c: Since it was damp
d: Since it was painted

Q: What was in the tower?
a: Bees
b: Cold water
c: Nothing at all
d: A keeper

Q1: What happened in 1974?
a: The harbour closed
b: A harbour was built
c: Bees came into the tower
d: A ship was lost

# Paragraph

Adv: <A1>Marta asked for <D1>one summer</D1></A1>, no more. “<D2>Give me <A3>one</D2> summer</A3>,” <A2>she said</A2> \
to the council, <A2>in her report</A2>. <D3>It agreed.</D3>
Int: <A1>Marta asked for <D1>one summer</D1></A1>. “<D2>Give me <A3>one</D2> summer</A3>,” \
<A2>she said in her report</A2>. <D3>The council agreed.</D3>
Ele: <A1>Marta asked for <D1>one summer</D1></A1>. <D2>She wrote <A3><A2>a report</A2>.</D2></A3> \
<D3>The council said yes.</D3>
Q: What did Marta ask for?
a: Time
b: A warm tower
c: Summer clothes
d: Money
Q: Where did she ask for it?
a: In what she wrote
b: In a letter
c: In a song
d: In a dream
Q2: 1. What is *said* of #1?
a: It was written
b: It was spoken
c: It was agreed
d: It was forgotten
"""

SPANS = 2 * 3 * 3 * 2
"""Critical and distractor spans of three questions at three levels in two paragraphs."""
