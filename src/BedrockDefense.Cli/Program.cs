using BedrockDefense.Cli;
using BedrockDefense.Hunting;

// The time of a hunt is compared with the time to read the files. So the catalog is read at the same time as the options and
// the configuration.
if (args is ["hunt", ..])
{
    _ = Task.Run(Hunter.Prepare);
}

return await CommandLine.RunAsync(args);
