"""What each number counts: names made from the clause around it and what the sentence said before.

A name is object, deed and what is counted, in the words of the text: 接收社矫对象3638人,解除3920人
gives 接收社矫对象人数 and 社矫对象解除人数. Elided objects, subjects of rates and growth, things
counted together (A、B分别为X、Y) and numbers that lead (314家律所) are completed from the neighbours.

reader    the way from quantities to names
counts    names of counts        shares    names of rates, shares and growth
wording   the vocabulary's words as patterns        nouns, endings   the parts of a name
memory    what the sentence has said so far
"""
