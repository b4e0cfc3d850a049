using BedrockDefense.Cli;
using BedrockDefense.Hunting;

// A hunt is measured against the time of reading the files, so what it needs is made ready while its options are read.
if (args is ["hunt", ..])
    _ = Task.Run(Hunter.Prepare);
return await CommandLine.RunAsync(args);
