import type { Generated, JSONColumnType } from 'kysely';
import type {
  AccountLink,
  Action,
  FoundedHow,
  ProposalAnswer,
  ProposalLapse,
  ProposedAct,
  RequestState,
  Role,
  Urgency,
} from '../../../access/index.ts';
import type { CameraId, MarkId, RequestId, TokenId, UserId } from '../../../core/index.ts';
import type { SameStation } from '../../../custody/index.ts';

/** Accounts, requests and notifications. */
export interface AccessTables {
  app_user: {
    id: UserId;
    name: string;
    full_name: string;
    role: Role;
    password_hash: string | null;
    enabled: Generated<boolean>;
    created_at_ms: number;
    email: string | null;
    role_since_ms: number | null;
  };
  second_factor: {
    user_id: UserId;
    sealed: Uint8Array | null;
    pending: Uint8Array | null;
    confirmed_at_ms: number | null;
    last_step: Generated<number>;
  };
  recovery_code: { user_id: UserId; code_sha256: string };
  sign_in_try: {
    counter: string;
    empty_at_ms: number;
  };
  api_token: {
    id: TokenId;
    owner_id: UserId;
    role: Role;
    purpose: string;
    actions: Action[] | null;
    token_sha256: string;
    created_at_ms: number;
    expires_at_ms: number;
    revoked_at_ms: number | null;
    last_used_ms: number | null;
  };
  proposal: {
    id: string;
    act: JSONColumnType<ProposedAct>;
    proposer_id: UserId;
    created_at_ms: number;
    answer: JSONColumnType<ProposalAnswer | ProposalLapse> | null;
    made_id: UserId | null;
    link_taken_at_ms: number | null;
  };
  founding: {
    only_one: Generated<boolean>;
    offered_at_ms: number | null;
    offered_by: UserId | null;
    people_sha256: string | null;
    closed_at_ms: number | null;
    how: FoundedHow | null;
    same_station: SameStation | null;
  };
  act_station: {
    matter: string;
    user_id: UserId;
    at_ms: number;
    browser: string[];
    address: string | null;
  };
  account_link: {
    token_sha256: string;
    purpose: AccountLink['purpose'];
    user_id: UserId | null;
    from_ms: number;
    ends_at_ms: number;
    used_at_ms: number | null;
    used_address: string | null;
  };
  request: {
    id: RequestId;
    requester_id: UserId;
    case_number: string;
    purpose: string;
    legal_basis: string | null;
    area: JSONColumnType<object>;
    from_ms: number;
    to_ms: number;
    state: RequestState;
    created_at_ms: number;
    expires_at_ms: number | null;
    revision: Generated<number>;
    authority: string | null;
    report: string | null;
    urgency: Generated<Urgency>;
    awaited_at_ms: number | null;
    answer_by_ms: number | null;
    decision: JSONColumnType<object> | null;
    emergency: JSONColumnType<object> | null;
    closing: JSONColumnType<object> | null;
    letter_number: string | null;
    letter_day: string | null;
  };
  request_lists: {
    only_one: Generated<boolean>;
    revision: number;
    authorities: JSONColumnType<object>;
    legal_bases: JSONColumnType<object>;
  };
  emergency_use: { request_id: RequestId; served_bytes: Generated<number>; stills: Generated<number> };
  request_camera: { request_id: RequestId; camera_id: CameraId };
  request_mark: {
    id: MarkId;
    request_id: RequestId;
    camera_id: CameraId;
    at_ms: number;
    note: string;
    is_pictured: boolean;
    made_by: UserId;
    made_at_ms: number;
    changed_at_ms: number | null;
  };
  deputy: {
    id: string;
    custodian_id: UserId;
    user_id: UserId;
    from_ms: number;
    to_ms: number;
    created_at_ms: number;
    ended_at_ms: number | null;
  };
  notification: {
    id: string;
    request_id: RequestId | null;
    kind: string;
    due_at_ms: number;
    user_id: UserId | null;
    next_try_at_ms: number;
    tries: Generated<number>;
    last_error: string | null;
    ended_at_ms: number | null;
    outcome: 'sent' | 'dropped' | null;
    letter: JSONColumnType<object> | null;
    letter_sha256: string | null;
  };
}
