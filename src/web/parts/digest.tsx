/** Hex digits in groups of four, as people read them aloud. */
export const Digest = ({ label, digits }: { readonly label: string; readonly digits: string }) => (
  <div class="digest">
    <span class="small soft">{label}</span>
    <code>
      {(digits.match(/.{1,4}/g) ?? []).map((group, i) => (
        <span key={`${i}${group}`}>{`${group} `}</span>
      ))}
    </code>
  </div>
);
