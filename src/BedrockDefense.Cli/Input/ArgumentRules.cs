using System.Globalization;
using System.Reflection;
using Spectre.Console.Cli;

namespace BedrockDefense.Cli.Input;

/// <summary>
/// Checks a verb's arguments, by the settings of the verb, before the framework binds them. The framework would take the last
/// of two values. It would take an option's name for a missing value. Its errors would name types instead of options.
/// </summary>
internal sealed class ArgumentRules
{
    private static readonly string[] Help = ["-h", "--help"];

    // Options that may take the place of a verb; the framework answers them.
    private static readonly string[] VerblessOptions = [.. Help, "-v", "--version"];

    private readonly string _verb;
    private readonly bool _takesArguments;
    private readonly Dictionary<string, Option> _options = new(StringComparer.Ordinal);

    private ArgumentRules(string verb, Type settings)
    {
        _verb = verb;
        var properties = settings.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance);
        _takesArguments = properties.Any(property => property.GetCustomAttribute<CommandArgumentAttribute>() is not null);
        foreach (var property in properties)
        {
            if (property.GetCustomAttribute<CommandOptionAttribute>() is not { } option)
            {
                continue;
            }

            var names = option.LongNames.Select(name => $"--{name}").Concat(option.ShortNames.Select(name => $"-{name}")).ToList();
            names.ForEach(name => _options[name] = new Option(names[0], property.PropertyType));
        }
    }

    /// <summary>Refuses arguments that the framework would misread. Errors that the framework reports well are left to it.</summary>
    /// <param name="args">The arguments, the verb first.</param>
    /// <param name="verbs">The type of each verb's settings.</param>
    /// <exception cref="InvalidInputException">An argument is invalid. Every fault is listed.</exception>
    public static void Check(IReadOnlyList<string> args, IReadOnlyDictionary<string, Type> verbs)
    {
        if (args.Count == 0 || VerblessOptions.Contains(args[0]) || Help.Intersect(args).Any())
        {
            return;
        }

        if (args[0].StartsWith('-'))
        {
            throw new InvalidInputException(
                $"Unexpected option '{VisibleText.Of(args[0].TrimStart('-'))}': a command comes first; --help lists the commands"
            );
        }

        var verb = args[0];
        if (!verbs.TryGetValue(verb, out var settings))
        {
            var nearest = Spelling.Nearest(verb, verbs.Keys) is { } name ? $" The nearest is {name};" : "";
            throw new InvalidInputException(
                $"Unknown command '{VisibleText.Of(verb)}'.{nearest} bedrock-defense --help lists the commands"
            );
        }

        var faults = new ArgumentRules(verb, settings).Faults([.. args.Skip(1)]).ToList();
        if (faults.Count > 0)
        {
            throw new InvalidInputException([.. faults.Select(fault => new Fault(fault))]);
        }
    }

    private IEnumerable<string> Faults(IReadOnlyList<string> args)
    {
        var given = new HashSet<Option>();
        for (var place = 0; place < args.Count; place++)
        {
            var (name, value) = Split(args[place]);
            if (args[place] == "--")
            {
                yield return $"-- is not taken; write a {(_takesArguments ? "file" : "value")} whose name begins with - as ./-name";
                yield break;
            }

            if (name is null)
            {
                if (args[place].Length == 0)
                {
                    yield return "an argument is empty";
                }
                else if (!_takesArguments)
                {
                    yield return $"Unexpected argument '{VisibleText.Of(args[place])}': {_verb} takes options only; {_verb} --help lists "
                        + "them";
                }

                continue;
            }

            if (!_options.TryGetValue(name, out var option))
            {
                // The next argument may or may not be the option's value, so the check ends here.
                yield return $"Unknown option '{VisibleText.Of(name.TrimStart('-'))}'.";
                yield break;
            }

            if (!given.Add(option) && !option.MayBeRepeated)
            {
                yield return $"{option.Name} is given twice; it takes one value";
            }

            if (option.IsFlag && value is not null)
            {
                yield return $"{option.Name} takes no value; leave out {VisibleText.Quote(value)}";
            }

            if (!option.IsFlag)
            {
                value ??= place + 1 < args.Count && Split(args[place + 1]).Name is null && args[place + 1] != "--" ? args[++place] : null;
                if (option.FaultOf(value) is { } fault)
                {
                    yield return fault;
                }
            }
        }
    }

    // The framework takes an argument for an option if it begins with a dash and is not a negative number. Its name ends at an
    // equals sign or a colon.
    private static (string? Name, string? Value) Split(string arg)
    {
        if (arg.Length < 2 || arg[0] != '-' || char.IsAsciiDigit(arg[1]) || arg == "--")
        {
            return (null, null);
        }

        var end = arg.IndexOfAny(['=', ':']);
        return end < 0 ? (arg, null) : (arg[..end], arg[(end + 1)..]);
    }

    private sealed record Option(string Name, Type Type)
    {
        public bool IsFlag => Type == typeof(bool);

        public bool MayBeRepeated => Type.IsArray;

        public string? FaultOf(string? value)
        {
            if (value is null)
            {
                return $"{Name} has no value; write one after it, and one that begins with - as {Name}=VALUE";
            }

            if (value.Length == 0)
            {
                return $"{Name} has an empty value; write one, or leave {Name} out";
            }

            return (Nullable.GetUnderlyingType(Type) ?? Type) switch
            {
                var type when type == typeof(int) => Number(value, int.MaxValue),
                var type when type == typeof(long) => Number(value, long.MaxValue),
                _ => null,
            };
        }

        // The verb itself checks whether the value is in the option's range.
        private string? Number(string value, long most) =>
            long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number <= most
            && number >= -most
                ? null
                : $"{Name} {VisibleText.Quote(value)}: write a whole number, such as 12, of at most "
                    + $"{most.ToString(CultureInfo.InvariantCulture)}";
    }
}
