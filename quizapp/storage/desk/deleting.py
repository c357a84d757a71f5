"""Statements that delete a learner with all that is kept of them.

SQLite runs them one by one; PostgreSQL has them in the function ``delete_learner``, as a teacher's login may delete no
submission by itself.
"""

DELETING = (
    "INSERT INTO departing (learner) VALUES ({learner})",
    "DELETE FROM submission WHERE desk = {desk} AND (learner = {learner} OR digest IN (SELECT submission FROM entry"
    " WHERE desk = {desk} AND learner = {learner} AND submission <> '')) AND digest NOT IN (SELECT submission FROM"
    " entry WHERE desk = {desk} AND learner <> {learner})",
    # what was done stays as a number without words, so that the numbers of the others stay what they are
    "UPDATE entry SET data = '', checksum = 0, learner = '', submission = ''"
    " WHERE desk = {desk} AND learner = {learner}",
    "DELETE FROM assignment_member WHERE desk = {desk} AND learner = {learner}",
    "DELETE FROM signer WHERE desk = {desk} AND learner = {learner}",
    "DELETE FROM member WHERE desk = {desk} AND learner = {learner}",
    "DELETE FROM learner WHERE desk = {desk} AND id = {learner}",
    "DELETE FROM departing",
)
"""{learner} is the id of the learner and {desk} that of the desk."""
