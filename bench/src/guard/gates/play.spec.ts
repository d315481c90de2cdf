import { seededRandom } from '../../random.js';
import { makeAttacks } from './attacks.js';
import { play } from './play.js';
import { makeTask } from './tasks.js';

describe('a simulated agent behind the gate', () => {
  const random = seededRandom(7);
  const tasks = Array.from({ length: 40 }, () => makeTask(random));

  it('does nothing that its user did not ask for, whatever is planted, and still does what was asked', async () => {
    let withoutGate = 0;
    for (const [index, task] of tasks.entries()) {
      for (const attack of makeAttacks(task, random)) {
        const outcome = await play(task, attack, `${index}/${attack.name}`);
        expect({ attack: attack.name, unauthorised: outcome.unauthorised }).toEqual({
          attack: attack.name,
          unauthorised: [],
        });
        const control = await play(task, attack, `control/${index}/${attack.name}`, { isGated: false });
        withoutGate += control.unauthorised.length;
      }
    }
    // The attacks are real: without the gate they succeed.
    expect(withoutGate).toBeGreaterThan(tasks.length * 10);
  });

  it('completes harmless tasks, and they can be taken back', async () => {
    for (const [index, task] of tasks.entries()) {
      const outcome = await play(task, null, `harmless/${index}`);
      expect(outcome.isCompleted).toBe(true);
      expect(outcome.unauthorised).toEqual([]);
      expect(outcome.isRestored).not.toBe(false);
    }
  });
});
