using BedrockDefense.Cli;
using BedrockDefense.Hunting;

// The time of a hunt is compared with the time to read the files. So the catalog is read at the same time as the options and
// the configuration. A hunt by rules of the user's own does not need it.
if (args is ["hunt", ..])
{
    _ = Task.Run(() => Hunter.Prepare(readsCatalog: !args.Any(argument => argument.StartsWith("--rule", StringComparison.Ordinal))));
}

// The framework's own writer passes text on in parts of 256 bytes, each with a call of the system. A hunt can write much more.
const int OutputBuffer = 64 * 1024;
Console.SetOut(new StreamWriter(Console.OpenStandardOutput(), Console.Out.Encoding, OutputBuffer) { AutoFlush = true });

return await CommandLine.RunAsync(args);
