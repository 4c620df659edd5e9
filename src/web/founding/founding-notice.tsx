import { Link } from '../base/location.tsx';
import { useMessages } from '../messages/language.tsx';
import { useFounding } from './use-founding.ts';

/** Says to an admin and to a custodian that one admin alone still gives people their roles. */
export function FoundingNotice() {
  const { founding: words } = useMessages();
  const { data } = useFounding();
  if (!data?.isOpen) return null;
  return (
    <p class="notice">
      {data.mayConfirm ? words.waitsForYou : words.isOpen} <Link to="/founding">{words.toPage}</Link>
    </p>
  );
}
