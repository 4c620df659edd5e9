import type { foundingVi } from './founding-vi.ts';
import type { Messages } from './vi.ts';

/** The founding of the ward, in English. */
export const foundingEn: Pick<Messages, keyof typeof foundingVi> = {
  founding: {
    title: 'Founding',
    about:
      'While the ward is being founded, an admin alone makes users and gives them roles. An admin and a custodian close the founding together: one offers, the other confirms. The first approval of a request closes it too.',
    afterwards:
      'From then on another custodian confirms whenever an officer, a custodian or an auditor is made, reset, enabled or given another role.',
    isOpen: 'The ward is being founded: an admin alone gives roles.',
    waitsForYou: 'The other side has offered to close the founding, and waits for you.',
    toPage: 'See the list of people',
    over: {
      together: (time) => `An admin and a custodian closed the founding together at ${time}.`,
      'first-approval': (time) => `The founding ended with the first approval at ${time}.`,
      upgrade: (time) => `The ward worked before, so its founding ended with the upgrade at ${time}.`,
    },
    offered: (name, time) => `${name} offered to close it at ${time}.`,
    waitsForOther: 'It waits for the other side to read the list and confirm.',
    listChanged: 'The list has changed since: it must be offered again.',
    offer: 'Offer to close',
    offerTitle: 'Offer to close the founding',
    offerMeans: 'The offer is for exactly this list. The other side reads it, then confirms.',
    confirm: 'Close the founding',
    confirmTitle: 'Close the founding',
    confirmMeans:
      'You confirm that everyone on the list has the right role. The founding cannot be opened again.',
    keep: 'Leave it',
    people: 'People and roles',
    digest: 'Check sum of the list',
    print: 'Print the list to sign',
  },
};
