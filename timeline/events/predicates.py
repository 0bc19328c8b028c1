"""Which subjects still wait for their predicate where a form that can be a past tense or a participle stands.

Where none waits, the form is a participle: “he kept the letter sent in May”.
"""

from timeline.events.verbgroup import VerbGroup
from timeline.events.wordforms import AHEAD, WordForms

__all__ = ["Predicates"]


class Predicates(WordForms):
    """Tells of one sentence, from left to right, whose predicate has been found."""

    def _subject_waits(self, number: int) -> bool:
        """Whether no finite verb stands before the word in its clause, so that a subject waits for one."""
        for position in range(number - 1, max(number - AHEAD, -1), -1):
            token = self.tokens[position]
            group = self.groups.get(position)
            if self.is_contracted(position) and position < number - 1:
                return False  # “we've seen maps drawn to deceive”
            if group and self._is_contact(position):
                continue  # “the boat he bought in May sank”
            if group and group.is_finite and not self._opens_speech(group):
                return self._is_in_relative(position, number) or self._is_before_main(position, number)
            if token.lower in self.words.attributions:
                return False  # “since the war, according to figures published on Monday”
            if self._opens_gerund(position):
                return False  # “voted for it after rejecting an offer made in May”
            opens = token.lower in self.openers - {"and"} and not group and self._opens_clause(position)
            if token.text in ";:—–" or opens:
                return True
            if token.lower == "and" and position and self._is_complete(position - 1):
                return True  # “which the senate passed in March(,) and the president signed in April”
            follows = self.tokens[position + 1]
            if token.lower == "and" and self._begins_clause(position):
                return True
            if (
                token.text == ","
                and number - position > 1
                and (follows.is_name or follows.lower in self.words.pronouns)
            ):
                return True  # “the strike is lost, Ana Torres and her deputy admitted at the harbour”
        return True

    def is_contracted(self, number: int) -> bool:
        """Whether a pronoun and its auxiliary are one word: “it's”, “we’ve”."""
        pronoun, apostrophe, _ = self.lower(number).replace("’", "'").partition("'")
        return bool(apostrophe) and pronoun in self.words.subject_pronouns

    def _opens_clause(self, opener: int) -> bool:
        """Whether a clause can follow what opens one: not in “because of”, “5 million, or 3 cents”."""
        following = self.tokens[opener + 1]
        other = self.lower(opener) in self.words.alternatives and any(map(str.isdigit, following.text))
        return following.lower != "of" and not other

    def _begins_clause(self, joint: int) -> bool:
        """Whether “and” joins no two nouns: “the bank failed, and its branches (closed in May)”."""
        begins = self.lower(joint + 1) in self.words.determiners | self.words.possessives
        if not begins or joint < 2 or self.tokens[joint - 1].text != ",":
            return False
        verb = next((i for i in range(joint - 2, -1, -1) if i in self.groups), None)
        return verb is not None and not any(token.text == "," for token in self.tokens[verb : joint - 1])

    def _is_contact(self, verb: int) -> bool:
        """Whether the verb is that of a relative clause without an opener: “the boat (he bought)”."""
        pronoun = self.lower(verb - 1) in self.words.subject_pronouns
        return (
            pronoun
            and verb > 2
            and self._is_plain_noun(verb - 2)
            and self.lower(verb - 2) not in self.openers
        )

    def _opens_gerund(self, number: int) -> bool:
        """Whether a gerund, which has no subject, begins behind a clause that has its verb."""
        group = self.groups.get(number + 1)
        opens = self.lower(number) in self.words.subordinators | self.words.prepositions
        gerund = opens and group is not None and group.progressive and not group.is_finite
        return gerund and any(each.is_finite for first, each in self.groups.items() if first < number)

    def _is_complete(self, number: int) -> bool:
        """Whether a clause ends with the token: a time, or a passive (“shops were shut and boats stayed”)."""
        number -= number > 0 and self.tokens[number].text == ","
        passive = any(g.last == number and g.passive and g.is_finite for g in self.groups.values())
        return self.tokens[number].is_time or passive

    def _opens_speech(self, group: VerbGroup) -> bool:
        """Whether what was said can follow the verb: “said the mill closed”, not “warned in a letter”."""
        says = self.words.saying - self.words.objects_said
        if group.lemma not in says or group.last + 2 >= len(self.tokens):
            return False
        if group.lemma in self.words.gerund_taking and "VBG" in self.forms(group.last + 1):
            return False  # “denied receiving a letter sent in May”
        adjunct = self.lower(group.last + 1) in self.words.prepositions
        return not adjunct or self.tokens[group.last + 2].is_time

    def _is_before_main(self, verb: int, number: int) -> bool:
        """Whether the verb is that of a clause before the main one: “When rebels came, troops moved in”."""
        opener = 1 if self.tokens[0].is_time else 0  # “(Two days) after rebels came, troops moved in”
        opens = self.lower(opener) in self.words.subordinators
        first = not any(group.is_finite for start, group in self.groups.items() if start < verb)
        return opens and first and sum(token.text == "," for token in self.tokens[verb:number]) == 1

    def _is_in_relative(self, verb: int, number: int) -> bool:
        """Whether the verb belongs to a relative clause behind a subject that still waits for its own verb.

        “The abbot, who took his vows in May, resigned”; “imports that will be free of duty totalled”.
        """
        opener = next((i for i in range(verb - 1, -1, -1) if self.tokens[i].lower in self.openers), None)
        if not opener or self.tokens[opener].lower not in self.words.relatives:
            return False
        if any(g.last == opener - 1 and g.lemma in self.words.saying for g in self.groups.values()):
            return False  # “said that”
        closed = self.tokens[opener - 1].text == "," and self.tokens[number - 1].text == ","
        before = [
            start
            for start, group in self.groups.items()
            if start < opener and group.is_finite and not self._opens_speech(group)
        ]
        if closed or (not before and self.tokens[opener - 1].text != ","):
            return True
        if not before and any(self.tokens[i].text == "," for i in range(verb, number)):
            return True  # “In the fire, which broke out in May, five people died”
        return bool(before) and self._is_in_relative(before[-1], number)  # “who owned the firm that sold it”
