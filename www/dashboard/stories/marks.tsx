import { Icon } from '../ui/Icon';
import { Logo } from '../ui/Logo';
import { Meter } from '../ui/Meter';
import { Skeleton } from '../ui/Skeleton';
import { Spark } from '../views/sites/Spark';
import type { Stories } from './main';

const WEEK = [12, 18, 9, 0, 31, 28, 4];

/** Marks without words. */
export const MARKS: Stories = {
  Logo: () => <Logo />,
  'Icon, all': () => (
    <p>
      <Icon name="up" /> <Icon name="down" /> <Icon name="close" /> <Icon name="next" /> <Icon name="warn" />
    </p>
  ),
  'Meter, empty': () => <Meter share={0} />,
  'Meter, half over three quarters': () => <Meter share={0.5} behind={0.75} />,
  'Meter, more than all': () => <Meter share={1.4} />,
  'Spark, a week': () => <Spark visits={WEEK} label="Visits over 7 days" />,
  'Spark, one day': () => <Spark visits={[3]} label="Visits over 1 day" />,
  'Spark, nobody': () => <Spark visits={[0, 0, 0]} label="Visits over 3 days" />,
  Skeleton: () => <Skeleton lines={3} />,
};
