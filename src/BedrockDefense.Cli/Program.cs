using BedrockDefense.Cli;
using BedrockDefense.Cli.Hunting;
using BedrockDefense.Hunting;

// A hunt is measured against the time of reading the files, so what it needs is made ready while its options are read.
if (args is ["hunt", ..])
{
    _ = Task.Run(Hunter.Prepare);
    _ = Task.Run(() => HuntRuleFiles.Prepare(args));
}

return await CommandLine.RunAsync(args);
