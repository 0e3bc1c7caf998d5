package io.aurum.jobs.cli;

import io.aurum.jobs.JobGraph;

/** What every command is given. */
record Services(JobGraph graph, Platform platform, Console console) {

  ConsoleProgress progress() {
    return console.terminal()
        ? ConsoleProgress.terminal(console.err(), platform::now)
        : ConsoleProgress.plain(console.err(), platform::now);
  }
}
