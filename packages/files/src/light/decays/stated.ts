/**
 * How what a file leaves out is stated: the words of the page's "What a file may leave out", with the flag of `oleate decay` that says the
 * same. Every message that asks for one of them ends in these words, so that it can be followed in either place.
 */
export const STATED: {
  readonly incomplete: string;
  readonly timeUnit: string;
  readonly channelWidth: string;
  readonly pulseChannel: string;
  readonly pulsePeriod: string;
} = {
  incomplete: 'ask to "read what there is of a truncated file" (in a terminal --accept-incomplete)',
  timeUnit: "state the unit of time (in a terminal --time-unit ps)",
  channelWidth: 'state the channel width (in a terminal --channel-width "0.05 ns")',
  pulseChannel: "state the channel of the pulses, usually 0 (in a terminal --pulse-channel 0)",
  pulsePeriod: 'say it in a terminal (--pulse-period "50 ns")',
};
