"""Says which blocks of a page its true body holds, each part of the truth given to one block only.

A page repeats itself: a menu's word stands in the text too, a teaser tells the text's beginning. So the
blocks that follow the truth in its order are found first, as the heaviest chain of matches; what the chain
has taken is not given again.
"""
from bisect import bisect_left

OPENINGS = 3  # places in the truth that are tried for a block
COMMON = 8    # a triple of words that stands more often than that says nothing of the place
NEAR = 12     # blocks from the chain within which a word or two may be part of the body
LEAD = 30     # words of the truth that a short block before the chain is looked for in


def triples(words):
    return list(zip(words, words[1:], words[2:]))


class Alignment:
    def __init__(self, truth, blocks):
        """truth: a list of words; blocks: a list of such lists."""
        self.truth, self.blocks = truth, blocks
        self.places = {}
        for place, triple in enumerate(triples(truth)):
            self.places.setdefault(triple, []).append(place)
        self.shares = [self.share(words) for words in blocks]
        self.chain = self.heaviest_chain()
        self.order = sorted(self.chain)
        self.covered = [False] * (len(truth) + 3)
        for block, place in self.chain.items():
            self.cover(place, len(blocks[block]))
        self.held = [self.holds(block) for block in range(len(blocks))]

    def cover(self, place, length):
        for taken in range(place, min(place + length, len(self.covered))):
            self.covered[taken] = True

    def share(self, words):
        parts = triples(words)
        return sum(part in self.places for part in parts) / len(parts) if parts else 0

    def candidates(self, words):
        """Where in the truth a block may begin, each with the number of triples that say so."""
        votes = {}
        for offset, part in enumerate(triples(words)):
            places = self.places.get(part, ())
            for place in places if len(places) <= COMMON else ():
                votes[place - offset] = votes.get(place - offset, 0) + 1
        best = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))[:OPENINGS]
        return [(max(0, place), count) for place, count in best if count >= .4 * best[0][1]]

    def heaviest_chain(self):
        """Blocks in the truth's order, as a map to where they begin; a tree of prefix maxima finds it."""
        size = len(self.truth) + 2
        tree = [(0, None)] * (size + 1)

        def best_until(place):
            best, at = (0, None), place + 1
            while at > 0:
                best = max(best, tree[at], key=lambda entry: entry[0])
                at -= at & -at
            return best

        def enter(place, entry):
            at = place + 1
            while at <= size:
                if entry[0] > tree[at][0]:
                    tree[at] = entry
                at += at & -at

        for block, words in enumerate(self.blocks):
            if self.shares[block] < .5:
                continue
            found = []
            for place, count in self.candidates(words):
                weight, before = best_until(place) if place else (0, None)
                found.append((place, (weight + count, (block, place, before))))
            for place, entry in found:
                enter(min(size - 1, place + max(1, len(words) // 2)), entry)
        chain, link = {}, best_until(size - 1)[1]
        while link:
            chain[link[0]] = link[1]
            link = link[2]
        return chain

    def holds(self, block):
        if block in self.chain:
            return True
        words = self.blocks[block]
        return self.is_new(words) if len(words) >= 3 and self.shares[block] >= .5 else self.is_between(block, words)

    def is_new(self, words):
        """Whether the chain has not said most of it: a part of the text that stands elsewhere on the page."""
        hits = [self.places[part] for part in triples(words) if part in self.places]
        fresh = sum(any(not any(self.covered[p:p + 3]) for p in places) for places in hits)
        if fresh < .5 * len(hits):
            return False
        for places in hits:
            self.cover(places[0], 3)
        return True

    def is_between(self, block, words):
        """A word or two, in the gap that the neighbours in the chain leave."""
        if not 0 < len(words) < 3:
            return False
        at = bisect_left(self.order, block)
        before = self.order[at - 1] if at else None
        after = self.order[at] if at < len(self.order) else None
        if not any(other is not None and abs(other - block) <= NEAR for other in (before, after)):
            return False
        end = self.chain[after] + 1 if after is not None else len(self.truth)
        start = self.chain[before] + len(self.blocks[before]) // 2 if before is not None else max(0, end - LEAD)
        for place in range(start, end):
            if self.truth[place:place + len(words)] == words and not any(self.covered[place:place + len(words)]):
                self.cover(place, len(words))
                return True
        return False
