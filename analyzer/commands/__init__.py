"""The commands of `nianbao`, one file a command or small group; `cli` registers them."""
