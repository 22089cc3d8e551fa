/**
 * How well a name fits what somebody typed to find it, from 0 (not at all) up. A text with `*` must fit the whole name, each `*`
 * standing for any characters; else its characters must occur in the name in order, in any case, and a name fits the better the closer
 * together and the nearer to beginnings of words they are.
 */
export type NameScore = (name: string) => number
