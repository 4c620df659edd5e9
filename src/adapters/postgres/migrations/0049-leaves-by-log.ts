/** A ward may have more than one log (src/signer, "The next log"): a leaf stands in one of them. */
export const sql = `
-- Number of the log, as in evidence_log. A record is a leaf once, so that chain and seq stay its key.
alter table log_leaf add column log int not null default 1 check (log > 0);

-- Of each log, how many leaves are marked.
alter table log_sealed drop column only_one;
alter table log_sealed add column log int primary key default 1 check (log > 0);
`;
