/* Signals that ask to stop: the first one is remembered and the work in hand is finished and saved; a second one ends the program at once.
 *
 * A signal belongs to the process, so this is the one place with a variable of the process. Used by update and main. */
#ifndef LEDE_INDEXER_INTERRUPT_H
#define LEDE_INDEXER_INTERRUPT_H

/* Catch SIGINT, SIGTERM and SIGHUP from here on; one that is ignored (nohup) stays ignored. */
void interrupt_install(void);

/* The signal that came, 0 when none did. Any thread. */
int interrupt_signal(void);

#endif
